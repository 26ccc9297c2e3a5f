using NodaTime;

namespace AutoCrm.SampleData;

/// <summary>Generates the people of one household, or one organisation.</summary>
internal static class Households
{
    private static readonly string[] Mobile =
    [
        "130", "131", "132", "133", "134", "135", "136", "137", "138", "139", "150", "151", "152", "153", "155", "156", "157", "158", "159",
        "166", "173", "175", "176", "177", "178", "180", "181", "182", "183", "184", "185", "186", "187", "188", "189", "191", "193", "195", "198", "199",
    ];

    private static readonly string[] Roads = ["中山路", "人民路", "解放大道", "建设路", "长江路", "和平街", "新华路", "学院路", "滨江大道", "科技园路", "文化路", "朝阳街"];
    private static readonly string[] GermanStreets = ["Hauptstraße", "Bahnhofstr.", "Aachener Straße", "Gartenweg", "Lindenallee", "Schillerstr."];
    private static readonly string[] FrenchStreets = ["rue Victor Hugo", "rue de la République", "avenue Jean Jaurès", "quai Saint-Antoine"];
    private static readonly string[] Providers = ["qq.com", "163.com", "126.com", "sina.com", "outlook.com", "gmail.com"];

    /// <summary>Fills <paramref name="people"/> with at most <paramref name="most"/> people who live together.</summary>
    public static void Fill(List<Person> people, Dice dice, int firstNumber, int most)
    {
        people.Clear();
        var european = dice.Chance(0.06);
        var home = NewHome(dice, european);
        if (dice.Chance(0.03))
        {
            people.Add(Organization(dice, firstNumber, home));
            return;
        }

        var western = european ? dice.Chance(0.9) : dice.Chance(0.03);
        var family = dice.PickEarly(western ? Names.WesternSurnames : Names.Surnames);
        var size = Math.Min(most, dice.Chance(0.78) ? 1 : dice.Chance(0.8) ? 2 : 3);
        var familyPhone = NewPhone(dice, home);
        var sharesPhone = dice.Chance(0.5);
        var moved = dice.Chance(0.08) ? NewHome(dice, european) : null;
        for (var member = 0; member < size; member++)
        {
            var female = member == 1 || (member != 0 || !dice.Chance(0.65)) && dice.Chance(0.6);
            var name = member == 1 && !western ? dice.PickEarly(Names.Surnames) : family;
            var given = Names.Given(dice, female, western);
            people.Add(new Person
            {
                Number = firstNumber + member,
                Family = name,
                Given = given,
                IsFemale = female,
                IsWestern = western,
                Born = new LocalDate(member == 2 ? dice.Number(1994, 2004) : dice.Number(1955, 1996), dice.Number(1, 13), dice.Number(1, 29)),
                Home = home,
                NewHome = moved,
                Phone = member == 0 || sharesPhone ? familyPhone : NewPhone(dice, home),
                SecondPhone = dice.Chance(0.12) ? NewPhone(dice, home) : null,
                Email = dice.Chance(0.55) ? Email(dice, name, given) : null,
                Wealth = dice.HeavyTail(12),
            });
        }
    }

    private static Person Organization(Dice dice, int number, Home home) => new()
    {
        Number = number,
        Company = Names.Company(dice, home.City),
        IsWestern = home.City.Country != "CN",
        Home = home,
        Phone = NewPhone(dice, home),
        Email = dice.Chance(0.8) ? $"fleet{dice.Number(100, 100_000)}@{home.City.Latin.ToLowerInvariant()}-auto.example.com" : null,
        Wealth = dice.HeavyTail(25),
    };

    private static Home NewHome(Dice dice, bool european)
    {
        var city = dice.PickEarly(european ? GroupNetwork.EuropeanCities : GroupNetwork.ChineseCities);
        return city.Country == "CN"
            ? new Home(city, $"{dice.Pick(Roads)}{dice.Number(1, 900)}号{dice.Number(1, 30)}栋{dice.Number(101, 2800)}室", city.Postal + Digits(dice, 3))
            : new Home(
                city,
                city.Country == "DE" ? $"{dice.Pick(GermanStreets)} {dice.Number(1, 180)}" : $"{dice.Number(1, 180)} {dice.Pick(FrenchStreets)}",
                city.Postal + Digits(dice, 3));
    }

    private static string NewPhone(Dice dice, Home home) => home.City.Country switch
    {
        "CN" => dice.Pick(Mobile) + Digits(dice, 8),
        "DE" => "151" + (char)('1' + dice.Number(0, 7)) + Digits(dice, 7),
        _ => "6" + (char)('1' + dice.Number(0, 8)) + Digits(dice, 7),
    };

    private static string Email(Dice dice, NamePart family, NamePart given) =>
        $"{given.Latin.ToLowerInvariant()}.{family.Latin.ToLowerInvariant()}{dice.Number(1, 10_000)}@{dice.PickEarly(Providers)}";

    private static string Digits(Dice dice, int count)
    {
        Span<char> digits = stackalloc char[count];
        foreach (ref var digit in digits)
        {
            digit = (char)('0' + dice.Number(0, 10));
        }

        return digits.ToString();
    }
}
