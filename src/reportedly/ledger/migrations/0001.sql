-- The ledger: everything read so far, in one SQLite file.
--
-- Evidence (what was read, and what one version of the model found in it) is written once: body, document, appearance,
-- mention, attribution. Judgements are appended, never changed. What follows from the two is derived and can be made
-- again at any time: profile.actor, report, link, the full-text indexes.
--
-- `number` is a row's own number, for joins inside the file; `id` is what the outside world calls it. Spans are written
-- as "12-40;55-60": half-open counts of Unicode code points in document.text. Lists are JSON. Times are ISO 8601, UTC.

-- What made a row: program version, digest of the weights ("rules" without a model), digest of the configuration.
CREATE TABLE provenance (
    number  INTEGER PRIMARY KEY,
    program TEXT NOT NULL,
    weights TEXT NOT NULL,
    config  TEXT NOT NULL,
    UNIQUE (program, weights, config)
) STRICT;

-- Who publishes. `key` is the name with case and accents folded: one row for "The Courier" and "the courier".
CREATE TABLE outlet (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    key    TEXT NOT NULL UNIQUE
) STRICT;

-- The raw bytes that documents were made from, compressed with zlib; absent after `add --no-body`.
CREATE TABLE body (
    sha256     TEXT PRIMARY KEY,      -- of the raw bytes, 64 hexadecimal digits
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL,      -- of the raw bytes
    zlib       BLOB NOT NULL
) STRICT;

-- One version of one article. Documents that share `article` are its versions, in the order of their `number`.
CREATE TABLE document (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,  -- "d:" + digest of url and text
    article    TEXT NOT NULL,         -- the URL, or where there is none the origin
    origin     TEXT NOT NULL,         -- the file or URL it was first read from
    url        TEXT,
    title      TEXT,
    outlet     INTEGER REFERENCES outlet,
    byline     TEXT NOT NULL,         -- JSON list of names
    published  TEXT,                  -- ISO date or date-time, as the document gives it
    day        TEXT,                  -- its date alone
    language   TEXT,
    credit     TEXT,                  -- a wire credit outside the text
    notes      TEXT NOT NULL,         -- JSON list: what the reader had to do to it
    text       TEXT NOT NULL,         -- final: all spans count in it
    body       TEXT REFERENCES body,
    added      TEXT NOT NULL,
    provenance INTEGER NOT NULL REFERENCES provenance
) STRICT;
CREATE INDEX document_article ON document (article);
CREATE INDEX document_outlet ON document (outlet, day);
CREATE INDEX document_day ON document (day);
CREATE INDEX document_added ON document (added);
CREATE INDEX document_body ON document (body);

-- Every origin that a document was read from: one text under two file names is one document with two sightings.
CREATE TABLE sighting (
    document INTEGER NOT NULL REFERENCES document,
    origin   TEXT NOT NULL,
    seen     TEXT NOT NULL,
    PRIMARY KEY (document, origin)
) STRICT, WITHOUT ROWID;

-- Origins that were read to their end without a failure, so that a run taken up again can pass over them.
CREATE TABLE finished (
    origin TEXT PRIMARY KEY,
    stamp  TEXT NOT NULL,             -- the file's size and time of change, and what the run was told
    at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What could not be read, until it can.
CREATE TABLE failure (
    origin TEXT PRIMARY KEY,
    given  TEXT NOT NULL,             -- the argument that led to it: what a retry reads
    reason TEXT NOT NULL,
    times  INTEGER NOT NULL,
    first  TEXT NOT NULL,
    last   TEXT NOT NULL
) STRICT;

-- One name of one kind over all documents: the nodes that judgements about actors join. A document's own "critics" or
-- "a source" has a profile to itself. `actor` is derived: the profile that stands for its cluster.
CREATE TABLE profile (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,      -- "a:" + digest
    name   TEXT NOT NULL,
    kind   TEXT NOT NULL,             -- person organization outlet group unnamed document author
    sense  TEXT NOT NULL,             -- tells bearers of one name apart; mostly empty
    actor  TEXT NOT NULL,
    judged INTEGER NOT NULL           -- 0: something new about it has not been compared yet
) STRICT;
CREATE INDEX profile_actor ON profile (actor);
CREATE INDEX profile_unjudged ON profile (number) WHERE judged = 0;

-- What documents call the bearer of a profile: offices, ages, "the mayor".
CREATE TABLE description (
    profile INTEGER NOT NULL REFERENCES profile,
    words   TEXT NOT NULL,
    PRIMARY KEY (profile, words)
) STRICT, WITHOUT ROWID;

-- What profiles are compared by: two that share no key are never compared.
CREATE TABLE profile_key (
    key     TEXT NOT NULL,
    profile INTEGER NOT NULL REFERENCES profile,
    PRIMARY KEY (key, profile)
) STRICT, WITHOUT ROWID;
CREATE INDEX profile_key_profile ON profile_key (profile);

-- An actor as one document shows it. Where a person has split it from its profile, a profile has its `id`.
CREATE TABLE appearance (
    number       INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE, -- "a:" + digest of profile and document: its name in judgements
    document     INTEGER NOT NULL REFERENCES document,
    profile      INTEGER NOT NULL REFERENCES profile,
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    descriptions TEXT NOT NULL,        -- JSON list, the document's own words
    provenance   INTEGER NOT NULL REFERENCES provenance,
    UNIQUE (document, profile)
) STRICT;
CREATE INDEX appearance_profile ON appearance (profile);

-- Every place in a document that refers to an appearance.
CREATE TABLE mention (
    appearance INTEGER NOT NULL REFERENCES appearance,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    PRIMARY KEY (appearance, start, end)
) STRICT, WITHOUT ROWID;

-- What the model found: source, cue and content as spans. One attribution is one report; they share `number`.
CREATE TABLE attribution (
    number        INTEGER PRIMARY KEY,
    id            TEXT NOT NULL,       -- "r:" + digest of text and spans: copies of a text share it
    document      INTEGER NOT NULL REFERENCES document,
    start         INTEGER NOT NULL,    -- the first character of any of its spans: text order
    kind          TEXT NOT NULL,
    source_spans  TEXT NOT NULL,       -- empty where there is none
    cue_spans     TEXT NOT NULL,
    content_spans TEXT NOT NULL,
    parent        TEXT,                -- the report that encloses it
    appearance    INTEGER REFERENCES appearance,
    confidence    REAL NOT NULL,
    provenance    INTEGER NOT NULL REFERENCES provenance,
    UNIQUE (document, id)
) STRICT;
CREATE INDEX attribution_id ON attribution (id);
CREATE INDEX attribution_appearance ON attribution (appearance);

-- The line of the ledger: an attribution under the judgements in force. Derived.
CREATE TABLE report (
    number         INTEGER PRIMARY KEY REFERENCES attribution,
    id             TEXT NOT NULL,
    document       INTEGER NOT NULL REFERENCES document,
    day            TEXT,               -- the document's
    outlet         INTEGER REFERENCES outlet,
    kind           TEXT NOT NULL,      -- direct indirect mixed
    stance         TEXT,               -- asserts denies hedges demands promises predicts asks opines
    profile        INTEGER REFERENCES profile, -- who is credited; null when nobody can be named
    statement      TEXT NOT NULL,      -- "s:" + digest; the same for all reports that render one statement
    source         TEXT,
    cue            TEXT,
    content        TEXT NOT NULL,      -- the words at content_spans, joined by one space
    source_spans   TEXT NOT NULL,
    cue_spans      TEXT NOT NULL,
    content_spans  TEXT NOT NULL,
    when_text      TEXT,
    when_value     TEXT,               -- ISO value; null when the document gives no anchor
    when_spans     TEXT NOT NULL,
    occasion       TEXT,
    occasion_spans TEXT NOT NULL,
    parent         TEXT,
    confidence     REAL NOT NULL,
    status         TEXT NOT NULL       -- found, or what people said of it: confirmed corrected rejected
) STRICT;
CREATE INDEX report_id ON report (id);
CREATE INDEX report_document ON report (document, profile, status);
-- By day, by speaker, by outlet, by stance: each holds all that is filtered by, so that no question walks the rows themselves.
CREATE INDEX report_day ON report (day, number, profile, outlet, kind, stance, status);
CREATE INDEX report_profile ON report (profile, day, number, document, outlet, kind, stance, status);
CREATE INDEX report_outlet ON report (outlet, day, number, profile, kind, stance, status);
CREATE INDEX report_stance ON report (stance, day, number, profile, outlet, kind, status);
CREATE INDEX report_statement ON report (statement);
CREATE INDEX report_status ON report (status, number) WHERE status <> 'found';
CREATE INDEX report_doubtful ON report (confidence) WHERE status = 'found';

-- The sourcing chain of a report, from the page inward.
CREATE TABLE link (
    report INTEGER NOT NULL REFERENCES report,
    place  INTEGER NOT NULL,
    role   TEXT NOT NULL,              -- publisher outlet document platform broadcast venue relayer speaker
    name   TEXT NOT NULL,
    spans  TEXT NOT NULL,              -- empty for the publisher
    PRIMARY KEY (report, place)
) STRICT, WITHOUT ROWID;

-- What people, authorities and the model said, and why. A row is in force until a later one withdraws it; of those in
-- force on one question a person's outranks an authority's, and that the model's; of one judge the newest counts.
CREATE TABLE judgement (
    number    INTEGER PRIMARY KEY,
    about     TEXT NOT NULL CHECK (about IN ('actor', 'statement', 'report', 'speaker', 'span')),
    left      TEXT NOT NULL,
    right     TEXT,
    verdict   TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure', 'right', 'wrong', 'withdrawn')),
    score     REAL,                    -- probability of "same"
    reasons   TEXT NOT NULL,           -- JSON list of sentences
    judge     TEXT NOT NULL CHECK (judge IN ('person', 'authority', 'model')),
    by        TEXT NOT NULL,           -- the person, the authority, the program's version
    decided   TEXT NOT NULL,
    block     TEXT,                    -- the model's: the key under which the pair was compared
    withdraws INTEGER REFERENCES judgement
) STRICT;
CREATE INDEX judgement_left ON judgement (left);
CREATE INDEX judgement_right ON judgement (right) WHERE right IS NOT NULL;
CREATE INDEX judgement_block ON judgement (block) WHERE block IS NOT NULL;
CREATE INDEX judgement_unsure ON judgement (about, number) WHERE verdict = 'unsure';
CREATE INDEX judgement_people ON judgement (number) WHERE judge = 'person';
CREATE UNIQUE INDEX judgement_withdraws ON judgement (withdraws) WHERE withdraws IS NOT NULL;

-- Documents that were erased: adding one again as it was does not bring it back.
CREATE TABLE erased (
    document TEXT PRIMARY KEY,        -- the id that it had
    at       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- While a document or actor is being erased, its judgements may go too; at no other time.
CREATE TABLE erasing (number INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER judgement_is_final BEFORE UPDATE ON judgement
BEGIN
    SELECT RAISE (ABORT, 'judgements are append-only: withdraw this one with a new one');
END;
CREATE TRIGGER judgement_is_new BEFORE INSERT ON judgement
WHEN EXISTS (SELECT 1 FROM judgement WHERE number = new.number OR withdraws = new.withdraws)
BEGIN
    SELECT RAISE (ABORT, 'judgements are append-only: withdraw this one with a new one');
END;
CREATE TRIGGER judgement_stays BEFORE DELETE ON judgement WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN
    SELECT RAISE (ABORT, 'judgements are append-only: withdraw this one with a new one');
END;

-- Full text: case and accents are folded, the vowel signs of Thai or Hindi belong to their words. Kept in step by triggers.
CREATE VIRTUAL TABLE report_fts USING fts5 (
    content, source, content='report', content_rowid='number',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
CREATE TRIGGER report_fts_insert AFTER INSERT ON report
BEGIN
    INSERT INTO report_fts (rowid, content, source) VALUES (new.number, new.content, new.source);
END;
CREATE TRIGGER report_fts_delete AFTER DELETE ON report
BEGIN
    INSERT INTO report_fts (report_fts, rowid, content, source)
    VALUES ('delete', old.number, old.content, old.source);
    DELETE FROM report_cjk WHERE rowid = old.number;
END;
CREATE TRIGGER report_fts_update AFTER UPDATE OF content, source ON report
BEGIN
    INSERT INTO report_fts (report_fts, rowid, content, source)
    VALUES ('delete', old.number, old.content, old.source);
    INSERT INTO report_fts (rowid, content, source) VALUES (new.number, new.content, new.source);
END;

CREATE VIRTUAL TABLE document_fts USING fts5 (
    title, text, content='document', content_rowid='number',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
CREATE TRIGGER document_fts_insert AFTER INSERT ON document
BEGIN
    INSERT INTO document_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER document_fts_delete AFTER DELETE ON document
BEGIN
    INSERT INTO document_fts (document_fts, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
    DELETE FROM document_cjk WHERE rowid = old.number;
END;
CREATE TRIGGER document_fts_update AFTER UPDATE OF title, text ON document
BEGIN
    INSERT INTO document_fts (document_fts, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO document_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

-- Scripts without spaces (Chinese, Japanese, Korean, Thai): only rows that hold some, their words written as pairs of
-- characters, which the program does to both text and question.
CREATE VIRTUAL TABLE report_cjk USING fts5 (
    words, tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
CREATE VIRTUAL TABLE document_cjk USING fts5 (
    words, tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);

-- The names of profiles, to find an actor by.
CREATE VIRTUAL TABLE profile_fts USING fts5 (
    name, content='profile', content_rowid='number',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
CREATE TRIGGER profile_fts_insert AFTER INSERT ON profile
BEGIN
    INSERT INTO profile_fts (rowid, name) VALUES (new.number, new.name);
END;
CREATE TRIGGER profile_fts_delete AFTER DELETE ON profile
BEGIN
    INSERT INTO profile_fts (profile_fts, rowid, name) VALUES ('delete', old.number, old.name);
END;
CREATE TRIGGER profile_fts_update AFTER UPDATE OF name ON profile
BEGIN
    INSERT INTO profile_fts (profile_fts, rowid, name) VALUES ('delete', old.number, old.name);
    INSERT INTO profile_fts (rowid, name) VALUES (new.number, new.name);
END;

-- The words of those names, to find names that are nearly spelled so. Stores nothing of its own.
CREATE VIRTUAL TABLE profile_words USING fts5vocab ('profile_fts', 'row');

-- Judgements that no later one withdraws.
CREATE VIEW judgement_in_force AS
SELECT j.* FROM judgement AS j
WHERE j.verdict <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM judgement AS w WHERE w.withdraws = j.number);

-- Persons, organisations, outlets, groups, documents and informants: clusters of profiles.
CREATE VIEW actor AS
SELECT p.id, p.name, p.kind FROM profile AS p WHERE p.actor = p.id;

-- What actors are reported to have said: clusters of reports.
CREATE VIEW statement AS
SELECT r.statement AS id, min(p.actor) AS actor, count(*) AS reports, count(DISTINCT r.outlet) AS outlets,
    min(r.day) AS first_day, max(r.day) AS last_day
FROM report AS r LEFT JOIN profile AS p ON p.number = r.profile
WHERE r.status <> 'rejected' GROUP BY r.statement;

-- For people with sqlite3 or Datasette: one line a report, in plain words.
CREATE VIEW report_view AS
SELECT
    coalesce(a.name, r.source) AS speaker,
    r.content AS words,
    r.kind, r.stance,
    (SELECT group_concat(name, ' < ') FROM (SELECT name FROM link WHERE report = r.number ORDER BY place)) AS chain,
    o.name AS outlet,
    d.published AS date,
    d.url, d.title,
    r.when_value AS said,
    r.occasion, r.confidence, r.status, r.id, d.id AS document, p.actor, r.statement
FROM report AS r
JOIN document AS d ON d.number = r.document
LEFT JOIN outlet AS o ON o.number = r.outlet
LEFT JOIN profile AS p ON p.number = r.profile
LEFT JOIN profile AS a ON a.id = p.actor;
