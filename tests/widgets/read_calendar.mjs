// node read_calendar.mjs NODE_MODULES < feed: reads a calendar as ical.js does, and tells what it made of it.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(`${process.argv[2]}/ical.js/dist/ical.js`));
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
const told = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const related = component.getAllProperties("related-to");
    return {
        uid: event.uid,
        title: event.summary,
        description: event.description,
        place: event.location,
        start: event.startDate.toString(),
        end: event.endDate.toString(),
        zone: event.startDate.zone.tzid,
        related: related.map((one) => [one.getParameter("reltype"), one.getFirstValue()]),
    };
});
process.stdout.write(JSON.stringify(told));
