-- Statements over many reports: which reports render one statement, and what `reportedly watch` looks out for.
-- All of it but `watched` is derived, and made anew by `reportedly add` wherever it is lacking.

-- Reports that are to be placed among the wordings, or placed anew: new ones, and those that something has changed about.
CREATE TABLE untraced (
    report INTEGER PRIMARY KEY REFERENCES report,
    day    TEXT                       -- the report's: neighbours in time are placed together
) STRICT;
CREATE INDEX untraced_day ON untraced (day, report);

-- What reports are compared as: those of the same words, by the same speaker, in the same 21 days, are one wording.
CREATE TABLE wording (
    number   INTEGER PRIMARY KEY,
    words    INTEGER NOT NULL,        -- hash of the words, normalised; of words that tell nothing, of the document too
    speaker  TEXT NOT NULL,           -- the actor's id; empty where nobody is named
    period   INTEGER NOT NULL,        -- the 21 days; -1 for reports without a day
    head     INTEGER NOT NULL,        -- the report that stands for it in judgements: the earliest; 0: to be found anew
    first    TEXT NOT NULL,           -- days of its reports; empty without one
    last     TEXT NOT NULL,
    anchors  BLOB NOT NULL,           -- those that it is kept under: 64-bit integers, little-endian
    compared INTEGER NOT NULL,        -- 0: not with all its neighbours; 2: its group is to be derived; 1: all is done
    UNIQUE (period, words, speaker)
) STRICT;
CREATE INDEX wording_head ON wording (head);
CREATE INDEX wording_uncompared ON wording (period, number) WHERE compared = 0;
CREATE INDEX wording_ungrouped ON wording (period, number) WHERE compared = 2;
CREATE INDEX wording_headless ON wording (number) WHERE head = 0;

-- Which wording a report has. Reports that people rejected have none.
CREATE TABLE rendering (
    report  INTEGER PRIMARY KEY REFERENCES report,
    wording INTEGER NOT NULL REFERENCES wording
) STRICT;
CREATE INDEX rendering_wording ON rendering (wording);

-- Runs of three words and themes of speakers: two wordings that share none, in neighbouring periods, are never compared.
CREATE TABLE anchor (
    period  INTEGER NOT NULL,
    anchor  INTEGER NOT NULL,
    wording INTEGER NOT NULL,
    PRIMARY KEY (period, anchor, wording)
) STRICT, WITHOUT ROWID;

-- Anchors of so many wordings that they tell nothing: nobody is looked for under them.
CREATE TABLE crowded (
    period INTEGER NOT NULL,
    anchor INTEGER NOT NULL,
    PRIMARY KEY (period, anchor)
) STRICT, WITHOUT ROWID;

-- Pairs of wordings that a judgement of the model on their heads is in force about.
CREATE TABLE likeness (
    left      INTEGER NOT NULL REFERENCES wording,
    right     INTEGER NOT NULL REFERENCES wording,
    judgement INTEGER NOT NULL REFERENCES judgement ON DELETE CASCADE,
    PRIMARY KEY (left, right)
) STRICT, WITHOUT ROWID;
CREATE INDEX likeness_right ON likeness (right);
CREATE INDEX likeness_judgement ON likeness (judgement);

-- Statements that were named after a report which is gone: a report that leads to where they belong now.
CREATE TABLE renamed (
    statement TEXT PRIMARY KEY,
    report    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX renamed_report ON renamed (report);

-- Speakers and statements that `reportedly watch` tells new reports of.
CREATE TABLE watched (
    id    TEXT PRIMARY KEY,           -- of an actor or a statement
    since TEXT NOT NULL,
    seen  INTEGER NOT NULL            -- the number of the last document that was told of
) STRICT, WITHOUT ROWID;

-- What people say of statements is looked up for every report of a group.
CREATE INDEX judgement_statement ON judgement (left) WHERE about = 'statement' AND judge <> 'model';
CREATE INDEX judgement_statement_right ON judgement (right) WHERE about = 'statement' AND judge <> 'model';

CREATE TRIGGER report_is_untraced AFTER INSERT ON report
BEGIN
    INSERT OR IGNORE INTO untraced VALUES (new.number, new.day);
END;
CREATE TRIGGER report_is_untraced_again AFTER UPDATE OF content, kind, profile, day, status ON report
WHEN old.content <> new.content OR old.kind <> new.kind OR old.profile IS NOT new.profile OR old.day IS NOT new.day
    OR (old.status = 'rejected') <> (new.status = 'rejected')
BEGIN
    INSERT OR IGNORE INTO untraced VALUES (new.number, new.day);
END;
CREATE TRIGGER actor_is_untraced AFTER UPDATE OF actor ON profile WHEN old.actor <> new.actor
BEGIN
    INSERT OR IGNORE INTO untraced SELECT number, day FROM report WHERE profile = new.number;
END;
-- A report that goes leaves its wording to be compared anew, and its statement's name to another report of it.
-- However a judgement goes, both wordings are to be grouped anew.
CREATE TRIGGER likeness_leaves AFTER DELETE ON likeness
BEGIN
    UPDATE wording SET compared = 0 WHERE number IN (old.left, old.right);
END;
CREATE TRIGGER rendering_leaves AFTER DELETE ON rendering
BEGIN
    UPDATE wording SET compared = 0, head = 0 WHERE number = old.wording;
END;
CREATE TRIGGER report_leaves_its_wording BEFORE DELETE ON report
BEGIN
    DELETE FROM rendering WHERE report = old.number;
    DELETE FROM untraced WHERE report = old.number;
END;
CREATE TRIGGER report_leaves_its_name AFTER DELETE ON report
WHEN NOT EXISTS (SELECT 1 FROM report WHERE id = old.id)
BEGIN
    INSERT OR IGNORE INTO renamed SELECT 's:' || substr(old.id, 3), r.id FROM report AS r
        WHERE r.statement = old.statement AND r.id <> old.id ORDER BY r.id LIMIT 1;
    UPDATE renamed SET report = (SELECT id FROM report WHERE statement = old.statement ORDER BY id LIMIT 1)
        WHERE report = old.id AND EXISTS (SELECT 1 FROM report WHERE statement = old.statement);
END;
CREATE TRIGGER document_was_watched AFTER DELETE ON document
BEGIN
    UPDATE watched SET seen = (SELECT coalesce(max(number), 0) FROM document)
        WHERE seen > (SELECT coalesce(max(number), 0) FROM document);
END;

INSERT INTO untraced SELECT number, day FROM report;
