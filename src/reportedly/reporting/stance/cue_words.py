"""The lexicon of stance: which words of a cue say how strongly a statement is put (docs/stance.md is made from it)."""

from typing import NamedTuple

from reportedly.records import Stance
from reportedly.reporting.stance.inflection import noun_forms, verb_forms


class Cues(NamedTuple):
    """The cue words of one stance, in their base forms, parted by commas.

    `verbs` are inflected at their first word, `nouns` have a plural, `phrases` stand as they are.
    `meaning` is what users read.
    """

    meaning: str
    verbs: str
    nouns: str = ""
    phrases: str = ""


# Of two phrases of a cue the longer one decides ("demanded to know" asks), of two equally long ones the first.
CUES: dict[Stance, Cues] = {
    "asserts": Cues(
        "States it as a fact, or nothing tells otherwise. Any cue that is not listed is neutral, and the content "
        "decides.",
        "confirm receipt, point out, put it to, claim responsibility, claim credit, express condolences, call in "
        "sick, call to mind, call attention, question under oath",
        phrases="no doubt, no doubts, beyond doubt, on demand, in question, no question, by order, on condition",
    ),
    "denies": Cues(
        "Says that something put by others is not so.",
        "deny, reject, dispute, refute, rebut, dismiss, rubbish, debunk, disavow, disclaim, disown, repudiate, "
        "contradict, gainsay, contest, discount, disprove, disagree, object to, refuse, overrule, spurn, rebuff, "
        "decry as false, rule out, scoff at, laugh off, laugh at, shrug off, brush off, brush aside, wave away, "
        "wave aside, wave off, bat away, play down, downplay, knock down, shoot down, "
        "pooh-pooh, quash, scotch, pour scorn, pour cold water, cast doubt, throw cold water, take issue, beg to "
        "differ, push back, hit back at, plead not guilty, plead innocent, profess innocence, protest against, "
        "protest innocence, lodge a protest, lodge protests, lodge an objection, give the lie",
        "denial, rebuttal, refutation, rejection, repudiation, dismissal, disavowal, disclaimer, objection, "
        "not guilty plea",
        "not accept, not agree, doesn't accept, don't accept, didn't accept, doesn't agree, don't agree, didn't agree, "
        "nothing to do with, denied any, in denial",
    ),
    "hedges": Cues(
        "Puts it as possible, believed or hearsay, or withholds it.",
        "believe, think, suspect, suggest, hint, imply, speculate, guess, suppose, assume, presume, reckon, "
        "imagine, surmise, conjecture, insinuate, intimate, theorise, theorize, hypothesise, hypothesize, posit, "
        "postulate, doubt, infer, contemplate, mull, float, moot, rumour, rumor, sense, toy with, raise the "
        "possibility, leave open, raise doubts, express doubt, express doubts, raise suspicions, have doubts, "
        "harbour doubts, tend to think, seem to think, want to believe, give the impression, give to understand, "
        "leave the door open",
        "belief, suspicion, suggestion, hint, speculation, guess, theory, hypothesis, rumour, rumor, assumption, "
        "presumption, supposition, doubt, hunch, inkling, implication, insinuation, innuendo, conjecture, impression",
        "inclined to think, inclined to believe, reportedly, allegedly, supposedly, apparently, purportedly, "
        "ostensibly, seemingly, presumably, reputedly, rumour has it, rumor has it, word has it, legend has it, "
        "word is, convinced, unconvinced, unsure, not sure, uncertain, sceptical, skeptical, doubtful, not "
        "convinced, under the impression, is said to, are said to, was said to, were said to, was told of, "
        "non-committal, noncommittal, neither confirmed nor denied, neither confirm nor deny, tight-lipped",
    ),
    "demands": Cues(
        "Wants somebody to do something: orders, requests, advice.",
        "demand, call for, call on, call upon, urge, recommend, order, advise, appeal for, appeal to, appeal, "
        "plead, beg, implore, beseech, entreat, exhort, request, require, instruct, command, direct, forbid, "
        "prohibit, ban, bar, insist on, insist upon, press for, push for, press, lobby, petition, pray for, ask "
        "for, want, would like, seek, invite, encourage, counsel, warn against, warn off, advise against, caution "
        "against, prescribe, mandate, oblige, summon, subpoena, admonish, prevail on, prevail upon, clamour for, "
        "clamor for, cry out for, cry for, campaign for, agitate for, chant, advocate, stipulate, decree, ordain, "
        "enjoin, bid, lay down, set terms, name terms, issue a call, make a case for, sue for, hold out for, "
        "propose, put forward, table, wish for, lean on, press charges, put pressure on, bring pressure on, pile "
        "pressure on",
        "demand, appeal, plea, order, request, recommendation, advice, instruction, command, commandment, "
        "ultimatum, condition, deadline, petition, directive, requirement, prohibition, injunction, "
        "exhortation, decree, stipulation, entreaty, summons, proposal",
    ),
    "promises": Cues(
        "Binds the speaker to do something, for good or ill.",
        "promise, vow, pledge, offer, threaten, swear, guarantee, undertake, commit, commit to, volunteer, agree "
        "to, consent to, plan, intend, resolve, propose to, give word, give his word, give her word, give their "
        "word, give my word, give our word, give its word, take an oath, swear to, give notice, serve notice, "
        "reserve the right",
        "promise, vow, pledge, offer, threat, guarantee, undertaking, commitment, oath, plan, intention, resolution",
    ),
    "predicts": Cues(
        "Says what will happen, outside the speaker's hands.",
        "expect, forecast, predict, foresee, anticipate, project, foretell, prophesy, envisage, envision, bet, wager, "
        "augur, prognosticate, foreshadow, portend, tip, brace for, bank on, count on, pencil in",
        "prediction, forecast, projection, expectation, prophecy, prognosis, prognostication, outlook, consensus",
    ),
    "asks": Cues(
        "Puts a question.",
        "wonder, query, question, inquire, enquire, quiz, ponder, demand to know, want to know, want to establish, "
        "want to find out, want to learn, want to hear, want an answer, seek to know, seek to learn, seek to "
        "establish, seek to find out, seek answers, seek clarification, would like to know, ask to know, beg to "
        "know, raise the question, raise questions, pose the question, put the question, try to find out, try to "
        "establish, long to know, need to know, ask the question, ask questions, demand answers, demand an "
        "explanation, request to know, call into question",
        "question, query, enquiry",
        "anyone's guess, curious to know, eager to know, anxious to know",
    ),
    "opines": Cues(
        "Gives a judgement or a feeling.",
        "call, argue, consider, brand, label, dub, term, deem, judge, rate, rank, regard, view, hail, praise, "
        "applaud, laud, commend, salute, welcome, criticise, criticize, critique, condemn, denounce, decry, "
        "deplore, deride, lambast, lambaste, slam, blast, savage, castigate, censure, chide, rebuke, scold, berate, "
        "pan, mock, ridicule, liken, compare, contrast, characterise, characterize, portray, paint, depict, typify, "
        "feel, support, favour, favor, endorse, oppose, approve, approve of, disapprove, prefer, like, dislike, "
        "love, hate, loathe, detest, admire, resent, regret, quip, opine, enthuse, gush, rave, muse, scorn, sneer, "
        "jeer, marvel, assess, appraise, extol, celebrate, champion, esteem, fault, trash, tout, believe in, "
        "assail, eviscerate, attack, skewer, bash, flay, pillory, disparage, malign, belittle, demean, insult, "
        "lampoon, excoriate, upbraid, reproach, appreciate, take the view, take the position, hold the view, hold "
        "the opinion, come out against, come out in favour of, come out in favor of, speak out against, speak up "
        "for, speak in favour of, defend, pay tribute, put it, stand by, stand up for, speak highly of, think of, "
        "think highly of, make a case, make the case, throw weight behind, sing the praises, take a dim view, take "
        "exception, rail against, rail at, hit out at, lash out at, lash, tear into, lay into, take aim at, take a "
        "swipe at, express disappointment, express regret, express satisfaction, express support, express concern, "
        "express concerns, voice concern, voice concerns, express outrage, express alarm, express gratitude, "
        "express confidence, agree with, sum up as, write off, write off as",
        "view, opinion, verdict, judgment, judgement, assessment, criticism, praise, argument, critique, "
        "condemnation, denunciation, characterisation, characterization, appraisal, sentiment, evaluation",
        "backs, backed, backing, in the words of, in the opinion of, in the view of, in the eyes of, in the "
        "judgment of, in the judgement of, wary of, proud, delighted, pleased, disappointed, saddened, outraged, "
        "appalled, dismayed, concerned, alarmed, angry, furious, thrilled, shocked, horrified, in favour "
        "of, in favor of, of the opinion, of the view, opposed to, critical of, unhappy with, happy with, grateful "
        "for, thankful for",
    ),
}


def listed(words: str) -> tuple[str, ...]:
    """The words of a field of `Cues`."""
    return tuple(word for part in words.split(",") if (word := part.strip()))


def _lexicon() -> dict[str, Stance]:
    found: dict[str, Stance] = {}
    for stance, cues in CUES.items():
        entries = {phrase for verb in listed(cues.verbs) for phrase in verb_forms(verb)}
        entries.update(phrase for noun in listed(cues.nouns) for phrase in noun_forms(noun))
        entries.update(listed(cues.phrases))
        found.update(dict.fromkeys(entries, stance))
    return found


LEXICON = _lexicon()
