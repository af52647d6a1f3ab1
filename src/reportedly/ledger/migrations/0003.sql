-- What may contradict what: candidates of the model, and what people say of them.

-- SQLite cannot change a CHECK: the table of judgements is made anew, row by row, with one more thing they may be about.
DROP VIEW judgement_in_force;
CREATE TABLE judgement_new (
    number    INTEGER PRIMARY KEY,
    about     TEXT NOT NULL CHECK (about IN ('actor', 'statement', 'contradiction', 'report', 'speaker', 'span')),
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
INSERT INTO judgement_new
    SELECT number, about, left, right, verdict, score, reasons, judge, by, decided, block, withdraws FROM judgement
    ORDER BY number;
DROP TABLE judgement;
ALTER TABLE judgement_new RENAME TO judgement;

CREATE INDEX judgement_left ON judgement (left);
CREATE INDEX judgement_right ON judgement (right) WHERE right IS NOT NULL;
CREATE INDEX judgement_block ON judgement (block) WHERE block IS NOT NULL;
CREATE INDEX judgement_unsure ON judgement (about, number) WHERE verdict = 'unsure';
CREATE INDEX judgement_people ON judgement (number) WHERE judge = 'person';
CREATE UNIQUE INDEX judgement_withdraws ON judgement (withdraws) WHERE withdraws IS NOT NULL;
CREATE INDEX judgement_statement ON judgement (left) WHERE about = 'statement' AND judge <> 'model';
CREATE INDEX judgement_statement_right ON judgement (right) WHERE about = 'statement' AND judge <> 'model';
-- What people say of contradictions is asked for as a whole, whenever candidates are listed.
CREATE INDEX judgement_contradiction ON judgement (number) WHERE about = 'contradiction' AND judge <> 'model';

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

-- Judgements that no later one withdraws.
CREATE VIEW judgement_in_force AS
SELECT j.* FROM judgement AS j
WHERE j.verdict <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM judgement AS w WHERE w.withdraws = j.number);

-- Pairs of wordings that may contradict each other: the model's judgement, "unsure" with its reason, on their heads.
CREATE TABLE opposition (
    left      INTEGER NOT NULL REFERENCES wording,
    right     INTEGER NOT NULL REFERENCES wording,
    judgement INTEGER NOT NULL REFERENCES judgement ON DELETE CASCADE,
    PRIMARY KEY (left, right)
) STRICT, WITHOUT ROWID;
CREATE INDEX opposition_right ON opposition (right);
CREATE INDEX opposition_judgement ON opposition (judgement);

-- Wordings traced by an earlier version were never looked at for contradictions: they are compared again.
UPDATE wording SET compared = 0;
