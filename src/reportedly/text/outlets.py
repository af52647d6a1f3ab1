"""News outlets, broadcasters, programmes and social networks that are known by name."""

import re
from functools import lru_cache

from reportedly.text.names import OUTLETS, parts


def _entries(lines: str) -> frozenset[tuple[str, ...]]:
    return frozenset(parts(entry) for line in lines.splitlines() for entry in line.split(",") if entry.strip())


# Agencies, papers and sites whose names hold no word that tells what they are, or that stand in capitals.
PRINT = _entries("""
    Reuters, AP, Associated Press, AFP, Agence France-Presse, UPI, DPA, ANSA, EFE, TASS, Itar-Tass, RIA Novosti,
    Interfax, Xinhua, Kyodo, Jiji, Yonhap, KCNA, PTI, ANI, IANS, Bernama, Antara, Anadolu, Anadolu Agency, IRNA, ISNA,
    Fars, Tasnim, Mehr, SANA, WAFA, MENA, SPA, Petra, Belga, ANP, APA, PAP, CTK, MTI, Tanjug, Hina, Ukrinform, Unian,
    BelTA, Bloomberg, Dow Jones, MarketWatch, McClatchy, Gannett, Politico, Axios, Vox, Slate, Salon, Quartz, Semafor,
    Puck, Punchbowl, The Hill, The Week, Newsweek, Time, Forbes, Fortune, Barron's, Wired, Variety, Deadline, Vulture,
    Billboard, Rolling Stone, Vanity Fair, Esquire, GQ, Vogue, Cosmopolitan, Playboy, People, Us Weekly, TMZ, BuzzFeed,
    BuzzFeed News, HuffPost, Huffington Post, Breitbart, Breitbart London, Daily Beast, Daily Caller, Daily Kos,
    Drudge Report, Gawker, Gizmodo, Jezebel, Mashable, Mother Jones, The Nation, National Review, New Republic,
    New Yorker, ProPublica, RealClearPolitics, FiveThirtyEight, Talking Points Memo, TechCrunch, The Verge, Recode,
    Vice, Vice News, Washington Free Beacon, Weekly Standard, Western Journalism, WND, Infowars, InfoWars, Newsmax,
    PolitiFact, FactCheck.org, Bellingcat, Lawfare, Stars and Stripes, USA Today, Star Tribune, Star-Ledger,
    Plain Dealer, Union Leader, Des Moines Register, Orange County Register, Sacramento Bee, Fresno Bee, Oregonian,
    Tennessean, Boston Herald, Newsday, El Nuevo Herald, Telemundo, Le Monde, Le Figaro, Libération, Les Echos,
    Le Parisien, Mediapart, L'Equipe, L'Express, Le Point, Die Zeit, Die Welt, Der Spiegel, Spiegel, Bild, Handelsblatt,
    Frankfurter Allgemeine Zeitung, Süddeutsche Zeitung, FAZ, Taz, Der Standard, Die Presse, Kurier,
    Neue Zürcher Zeitung, NZZ, Blick, El País, El Mundo, La Vanguardia, Marca, La Repubblica, Corriere della Sera,
    La Stampa, Il Sole 24 Ore, Il Messaggero, Público, Expresso, De Telegraaf, De Volkskrant, NRC, De Standaard,
    Le Soir, Aftenposten, Dagens Nyheter, Svenska Dagbladet, Aftonbladet, Expressen, Verdens Gang, Politiken,
    Berlingske, Jyllands-Posten, Helsingin Sanomat, Gazeta Wyborcza, Rzeczpospolita, Kommersant, Vedomosti,
    Izvestia, Pravda,
    Novaya Gazeta, Meduza, RBC, Kyiv Independent, Ukrainska Pravda, Hürriyet, Cumhuriyet, Milliyet, Sabah, Haaretz,
    Ynet, Yedioth Ahronoth, Maariv, Israel Hayom, Al-Ahram, Al-Quds, Asharq Al-Awsat, Al-Hayat, Al-Akhbar, An-Nahar,
    L'Orient-Le Jour, Gulf News, Khaleej Times, The National, Dawn, Jang, The Hindu, Hindustan Times, NDTV Profit, Mint,
    Prothom Alo, Kompas, Tempo, Jakarta Globe, Malaysiakini, Rappler, Philippine Daily Inquirer, Nikkei, Nikkei Asia,
    Asahi Shimbun, Asahi, Yomiuri Shimbun, Yomiuri, Mainichi, Chosun Ilbo, JoongAng Ilbo, Hankyoreh, Caixin, Yicai,
    Sina, Caijing, Sydney Morning Herald, The Age, The Australian, Stuff, Globe and Mail, La Presse, Le Devoir,
    Maclean's, Reforma, El Universal, La Jornada, Milenio, Clarín, La Nación, Folha, Folha de S.Paulo, Estadão,
    O Globo, O Estado de S. Paulo, Veja, El Comercio, El Tiempo, El Espectador, El Mercurio, La Tercera, Daily Nation,
    Mail & Guardian, News24, Punch, ThisDay, Premium Times, Jeune Afrique, Private Eye, The Lancet
""")
# Stations and networks, seen or heard; "told" one of them it is an outlet, "on" it a broadcast.
BROADCASTERS = _entries("""
    BBC, BBC News, BBC World, ITV, ITN, Channel 4, Channel 5, Sky, Sky News, GB News, LBC, TalkTV, RTÉ, RTE, CNN, CNBC,
    MSNBC, Fox, Fox News, Fox Business, Fox News Channel, NBC, NBC News, ABC, ABC News, CBS, CBS News, PBS, NPR, C-SPAN,
    National Public Radio, ESPN, HBO, Showtime, Univision, Telemundo, Newsmax TV, OAN, One America News, Bloomberg TV,
    Yahoo News, HuffPost Live, SiriusXM, Voice of America, VOA, Radio Free Europe, Radio Liberty, RFE/RL,
    Radio Free Asia, CBC, CBC News, CTV, Global News, Radio-Canada, TVA, SBS, Nine News, Seven News, TVNZ, RNZ,
    Al Jazeera, Al Arabiya, Al Mayadeen, Al-Manar, Al-Hadath, Press TV, RT, Russia Today, Rossiya 1, Rossiya 24,
    Channel One, NTV, Dozhd, TV Rain, Ekho Moskvy, Deutsche Welle, DW, ARD, ZDF, RTL, n-tv, Deutschlandfunk, ORF, SRF,
    RTS, RTBF, VRT, NOS, France 24, France 2, France Inter, France Info, Franceinfo, BFM, BFMTV, TF1, RFI, Europe 1,
    RAI, Mediaset, Sky TG24, TVE, RTVE, Cadena SER, Cadena Cope, RTP, SIC, SVT, NRK, DR, Yle, TVP, TVN, TVN24, ERT,
    Euronews, CGTN, CCTV, Phoenix TV, NHK, TBS, KBS, MBC, JTBC, NDTV, Times Now, Republic TV, Zee News, India Today,
    Geo News, ARY News, GMA, ABS-CBN, SABC, eNCA, KTN, NTV Kenya, Channels TV, Arise TV, Globo, TV Globo, GloboNews,
    Televisa, Telesur, TN, Todo Noticias, WNYC, WEEI, KQED, Canal Plus, Canal+
""")
# Programmes, podcasts and talk shows.
PROGRAMMES = _entries("""
    Meet the Press, Face the Nation, This Week, State of the Union, Fox News Sunday, Fox and Friends, Fox & Friends,
    Morning Joe, New Day, Today, The Today Show, Good Morning America, CBS This Morning, Good Morning Britain,
    The View, The Daily Show, The Late Show, The Tonight Show, Late Night, Saturday Night Live, 60 Minutes, Nightline,
    Dateline, 20/20, Frontline, NewsHour, All Things Considered, Morning Edition, Fresh Air, Meet the Press Daily,
    Hannity, The O'Reilly Factor, The Kelly File, Special Report, On the Record, The Rachel Maddow Show, Hardball,
    The Situation Room, Anderson Cooper 360, The Lead, Real Time, Squawk Box, Mad Money, Newsnight, Panorama,
    Question Time, Any Questions, Hard Talk, HARDtalk, Newsnight, The Andrew Marr Show, Peston, Daily Politics,
    Politics Live, Sunday Politics, Newshour, Woman's Hour, Desert Island Discs, Loose Women, This Morning,
    Four Corners, Q&A, Insiders, 7.30, Lateline, The Project, Sunrise, The National, The Current, Anne Will,
    Hart aber fair, Tagesschau, Tagesthemen, Inside Story, UpFront, Dialogue
""")
# Social networks and messengers; a statement "on" one of them has a platform.
PLATFORMS = _entries("""
    Twitter, X, Facebook, Instagram, Threads, TikTok, YouTube, Snapchat, LinkedIn, Reddit, Tumblr, Pinterest, Medium,
    Substack, Bluesky, Mastodon, Truth Social, Gab, Parler, Gettr, Rumble, Telegram, WhatsApp, Signal, Viber, Discord,
    Twitch, Periscope, Vine, Vimeo, Weibo, Sina Weibo, WeChat, Douyin, QQ, Line, KakaoTalk, VK, VKontakte,
    Odnoklassniki, Zalo, Koo, Quora, 4chan, 8chan, Clubhouse, Flickr, Skype, Facebook Live, Instagram Live
""")
# Words that tell a station or a programme from a paper.
BROADCAST_WORDS = frozenset(
    (
        "radio television tv fm podcast show programme program channel broadcasting breakfast drivetime newscast "
        "talkshow "
        "sunrise"
    ).split()
)
CALL_SIGN = re.compile(r"[WK][A-Z]{3}(?:-?(?:TV|FM|AM))?|[WK][A-Z]{2,3}\d{2,4}")  # American stations
# More words of such names, English ones that also mean other things and those of other languages: an outlet's name
# where the words around speak of one.
MORE_WORDS = frozenset(
    (
        "review register advertiser reporter bulletin record advocate statesman banner beacon compass citizen voice "
        "insider newswire matin phare monde zeitung tageblatt blatt anzeiger nachrichten rundschau presse diario "
        "jornal gazzetta gazeta giornale "
        "corriere quotidien soir tidende tidning dagblad dagbladet krant courant sanomat lehti leht postimees prensa "
        "heraldo imparcial vesti novosti shimbun ilbo ribao agencia agenzia agentur nouvelles noticias haber"
    ).split()
)
# Known names that are also everyday words, names of people, or letters that other bodies go by.
AMBIGUOUS = frozenset(
    (
        "people time stuff fortune vice dawn mint tempo punch variety deadline wired salon slate quartz puck esquire "
        "vulture billboard marca recode sky fox globo hina petra spa pap apa pti mena sana rt dr tn sic ert nos"
    ).split()
)


@lru_cache(maxsize=4096)  # a document names the same few again and again
def _listed(name: str, table: frozenset[tuple[str, ...]]) -> bool:
    """Whether the name, or the name without its article, stands in the table; "The Hill" needs its article."""
    words = parts(name.strip("\"“”'‘’"))
    return words in table or (len(words) > 1 and words[0] == "the" and words[1:] in table)


def is_platform(name: str) -> bool:
    """Whether the name is a social network's or a messenger's.

    >>> is_platform("Telegram"), is_platform("The Telegraph")
    (True, False)
    """
    return _listed(name, PLATFORMS)


def is_programme(name: str) -> bool:
    """Whether the name is a programme's or a podcast's: a known one, or one that says so.

    >>> is_programme("“Newsnight”"), is_programme("the Harbour Hour podcast"), is_programme("the Courier")
    (True, True, False)
    """
    return _listed(name, PROGRAMMES) or bool(BROADCAST_WORDS & set(parts(name)))


def is_broadcaster(name: str) -> bool:
    """Whether the name is a known station's or network's, a call sign, or says what it is."""
    signed = CALL_SIGN.fullmatch(name) is not None
    return signed or _listed(name, BROADCASTERS) or bool(BROADCAST_WORDS & set(parts(name)))


def is_listed(name: str) -> bool:
    """Whether the very name is a known outlet's or programme's."""
    return _listed(name, PRINT) or _listed(name, BROADCASTERS) or _listed(name, PROGRAMMES)


def is_outlet(name: str) -> bool:
    """Whether the name is a known news organisation's, or has a word that such names carry, where one is expected:
    behind "told", "according to".

    >>> is_outlet("AFP"), is_outlet("the Plains Herald"), is_outlet("Dalia Brandt")
    (True, True, False)
    """
    words = {word for part in parts(name) for word in part.split("-")}
    return _listed(name, PRINT) or is_broadcaster(name) or bool(words & (OUTLETS | MORE_WORDS))


def is_surely_outlet(name: str) -> bool:
    """Whether the name is an outlet's wherever it stands.

    >>> is_surely_outlet("Harbour Post"), is_surely_outlet("World Food Programme"), is_surely_outlet("People")
    (True, False, False)
    """
    words = parts(name)
    if any(word in OUTLETS for word in words):
        return True
    known = _listed(name, PRINT) or _listed(name, BROADCASTERS)
    return known and not (len(words) == 1 and words[0] in AMBIGUOUS)
