"""Given names and the short forms that newspapers print instead of them."""

# Only pairs that are common in print and go to one name; the first of a line stands for all. A form of two names
# ("Chris", "Pat", "Sam") is left out where both are common: initials and prefixes still speak for it.
SHORT = """
    william bill billy will willie liam
    robert bob bobby rob robbie
    richard rick dick richie ricky
    james jim jimmy jamie
    john jack johnny
    edward ed eddie ted teddy ned
    thomas tom tommy
    joseph joe joey
    michael mike mick mickey
    david dave davey
    daniel dan danny
    anthony tony
    charles charlie chuck
    theodore theo
    benjamin ben benny
    matthew matt
    andrew andy drew
    nicholas nick nicky
    gregory greg
    stephen steve steven stevie
    jeffrey jeff geoffrey geoff
    kenneth ken kenny
    ronald ron ronnie
    donald don donny donnie
    lawrence larry laurence
    timothy tim timmy
    peter pete
    philip phil phillip
    raymond ray
    samuel sam sammy
    alexander alex sandy sasha
    frederick fred freddie
    francis frank frankie
    henry hank harry hal
    leonard len lenny leo
    walter walt
    zachary zach zack
    joshua josh
    jonathan jon jonny
    douglas doug
    vincent vince
    victor vic
    eugene gene
    gerald gerry jerry
    patrick paddy
    albert al bert
    elizabeth liz lizzie beth betty bess eliza
    margaret maggie meg peggy marge
    katherine kate katie kathy cathy catherine kathryn katharine
    susan sue susie
    deborah debbie deb
    barbara barb
    jennifer jen jenny
    jessica jess
    patricia patty trish
    rebecca becky
    victoria vicky
    christina tina
    dorothy dot dottie
    judith judy
    pamela pam
    sandra sandy
    theresa terry teresa
    virginia ginny
    abigail abby
    alexandra lexi
    angela angie
    cynthia cindy
    kimberly kim
    madeleine maddie
    nancy nan
    stephanie steph
    valerie val
    vladimir volodya vova
    mikhail misha
    ekaterina katya
"""
NAMES: dict[str, frozenset[str]] = {}
for _line in SHORT.strip().splitlines():
    for _form in _line.split():
        NAMES[_form] = NAMES.get(_form, frozenset()) | {_line.split()[0]}


def full_forms(given: str) -> frozenset[str]:
    """The names that a folded given name may be a form of: itself, where no other is known.

    >>> sorted(full_forms("sandy")), sorted(full_forms("lena"))
    (['alexander', 'sandra'], ['lena'])
    """
    return NAMES.get(given, frozenset((given,)))
