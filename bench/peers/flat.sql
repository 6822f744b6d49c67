-- The same for who serves tables: one table of events whose lists are JSON, and one column that they are sorted by.
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    kind TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT,
    status TEXT NOT NULL,
    earliest TEXT NOT NULL,
    latest TEXT NOT NULL,
    place TEXT NOT NULL,
    actors TEXT NOT NULL,
    tags TEXT NOT NULL,
    sources TEXT NOT NULL,
    position TEXT NOT NULL
);
CREATE TABLE relation (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    family TEXT NOT NULL,
    cause TEXT NOT NULL,
    response TEXT NOT NULL,
    confidence INTEGER NOT NULL
);
CREATE INDEX event_date ON event (position);
CREATE INDEX event_kind ON event (kind, position);
CREATE INDEX relation_cause ON relation (cause, family);
CREATE INDEX relation_response ON relation (response);

CREATE VIRTUAL TABLE event_text USING fts5 (title, summary, content="event");
CREATE TRIGGER event_text_keep AFTER INSERT ON event BEGIN
    INSERT INTO event_text (rowid, title, summary) VALUES (new.rowid, new.title, new.summary);
END;
