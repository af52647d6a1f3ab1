"""Countries, states and capitals whose names stand for their governments when they speak ("Moscow says")."""

PLACES = frozenset(
    (
        "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh "
        "belarus belgium bolivia bosnia botswana brazil britain bulgaria cambodia cameroon canada chad chile "
        "china colombia congo croatia cuba cyprus czechia denmark ecuador egypt england eritrea estonia ethiopia "
        "europe finland france gabon gambia germany ghana greece guatemala guinea guyana haiti honduras hungary "
        "iceland india indonesia iran iraq ireland israel italy jamaica japan kazakhstan kenya kosovo kuwait "
        "kyrgyzstan laos latvia lebanon lesotho liberia libya lithuania luxembourg macedonia madagascar malawi "
        "malaysia mali malta mauritania mexico moldova mongolia montenegro morocco mozambique myanmar namibia "
        "nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru "
        "philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia "
        "slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand togo tunisia "
        "turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe "
        "america alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho "
        "illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota "
        "mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah "
        "vermont wisconsin wyoming london paris berlin moscow beijing tokyo rome madrid lisbon brussels vienna "
        "warsaw prague budapest athens ankara cairo tehran baghdad damascus riyadh jerusalem delhi islamabad "
        "kabul kyiv kiev minsk oslo stockholm copenhagen helsinki dublin ottawa canberra washington pyongyang "
        "seoul hanoi manila jakarta nairobi abuja pretoria havana caracas bogota lima santiago brasilia geneva "
        "dubai doha istanbul chicago boston houston dallas philadelphia detroit cleveland denver seattle miami "
        "atlanta phoenix"
    ).split()
) | frozenset(
    (
        "united states", "united kingdom", "united arab emirates", "saudi arabia", "south africa", "south korea",
        "north korea", "new zealand", "costa rica", "el salvador", "sri lanka", "puerto rico", "sierra leone",
        "ivory coast", "burkina faso", "new york", "new jersey", "new mexico", "new hampshire", "north carolina",
        "south carolina", "north dakota", "south dakota", "west virginia", "rhode island", "los angeles",
        "san francisco", "new delhi", "hong kong", "new york city", "las vegas", "salt lake city", "european union",
    )
)  # fmt: skip
