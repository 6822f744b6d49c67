-- The peers' tables: the columns of an event, its lists beside it, the indexes that their questions need.
CREATE TABLE event (
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    kind TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT,
    status TEXT NOT NULL,
    earliest TEXT NOT NULL,
    latest TEXT NOT NULL,
    place_name TEXT NOT NULL,
    place_country TEXT NOT NULL,
    place_lat REAL NOT NULL,
    place_lon REAL NOT NULL
);
CREATE TABLE event_actor (
    id INTEGER PRIMARY KEY,
    event_num INTEGER NOT NULL REFERENCES event (num),
    actor TEXT NOT NULL,
    role TEXT NOT NULL
);
CREATE TABLE event_tag (
    id INTEGER PRIMARY KEY,
    event_num INTEGER NOT NULL REFERENCES event (num),
    tag TEXT NOT NULL
);
CREATE TABLE event_source (
    id INTEGER PRIMARY KEY,
    event_num INTEGER NOT NULL REFERENCES event (num),
    source TEXT NOT NULL,
    credibility INTEGER NOT NULL
);
CREATE TABLE relation (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    family TEXT NOT NULL,
    cause TEXT NOT NULL REFERENCES event (id),
    response TEXT NOT NULL REFERENCES event (id),
    confidence INTEGER NOT NULL
);
CREATE INDEX event_date ON event (earliest, latest, id);
CREATE INDEX event_kind ON event (kind, earliest, latest, id);
CREATE INDEX event_actor_event ON event_actor (event_num);
CREATE INDEX event_tag_event ON event_tag (event_num);
CREATE INDEX event_source_event ON event_source (event_num);
CREATE INDEX relation_cause ON relation (cause, family);
CREATE INDEX relation_response ON relation (response);

CREATE VIRTUAL TABLE event_text USING fts5 (title, summary, content = 'event', content_rowid = 'num');
CREATE TRIGGER event_text_keep AFTER INSERT ON event BEGIN
    INSERT INTO event_text (rowid, title, summary) VALUES (new.num, new.title, new.summary);
END;
