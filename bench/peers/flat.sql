-- The same for those who serve tables: one table of events whose lists are JSON, as their users would keep them.
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
    sources TEXT NOT NULL
);
CREATE TABLE relation (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    family TEXT NOT NULL,
    cause TEXT NOT NULL,
    response TEXT NOT NULL,
    confidence INTEGER NOT NULL
);
CREATE INDEX event_date ON event (earliest, latest, id);
CREATE INDEX event_kind ON event (kind, earliest, latest, id);
CREATE INDEX relation_cause ON relation (cause, family);
CREATE INDEX relation_response ON relation (response);

CREATE VIRTUAL TABLE event_text USING fts5 (title, summary, content = 'event', content_rowid = 'rowid');
CREATE TRIGGER event_text_keep AFTER INSERT ON event BEGIN
    INSERT INTO event_text (rowid, title, summary) VALUES (new.rowid, new.title, new.summary);
END;
