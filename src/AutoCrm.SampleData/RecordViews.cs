using System.Text;

namespace AutoCrm.SampleData;

/// <summary>
/// Generates the records of a customer in the systems, with variations: typing errors, pinyin in place of Han characters, family and given name
/// swapped, other width and case, other phone notations, old addresses, and duplicates.
/// </summary>
internal sealed class RecordViews(Dice dice)
{
    private readonly long[] numbers = new long[GroupNetwork.Systems.Length];
    private readonly List<RecordView> views = [];

    /// <summary>Generates the records of a customer, that of the selling dealer first.</summary>
    public List<RecordView> Of(Person person, bool hasCar)
    {
        views.Clear();
        var city = person.Home.City;
        Add(person, city.Dealer, person.Home, isFirst: true);
        if (hasCar && city.Station != city.Dealer && dice.Chance(0.3))
        {
            Add(person, city.Station, person.Home);
        }

        if (dice.Chance(0.42))
        {
            Add(person, GroupNetwork.HeadOffice, person.NewHome ?? person.Home);
        }

        if (person.NewHome is { } home && (home.City.Dealer != city.Dealer || dice.Chance(0.5)))
        {
            Add(person, home.City.Dealer, home);
        }
        else if (dice.Chance(0.04))
        {
            Add(person, city.Dealer, person.Home);
        }

        return views;
    }

    private void Add(Person person, int system, Home home, bool isFirst = false)
    {
        var number = ++numbers[system];
        var source = GroupNetwork.Systems[system];
        var (name, family, given) = Name(person, system, isFirst);
        views.Add(new RecordView
        {
            System = system,
            Key = $"{source.KeyPrefix}{number:D7}",
            Outlet = dice.Pick(source.Outlets),
            Name = name,
            Family = family,
            Given = given,
            Phone = dice.Chance(0.94) ? Phone(person.Phone, home) : null,
            SecondPhone = person.SecondPhone is { } second && dice.Chance(0.6) ? Phone(second, home) : null,
            Email = person.Email is { } email && dice.Chance(0.7) ? dice.Chance(0.15) ? email.ToUpperInvariant() : email : null,
            HasBirthDate = dice.Chance(0.45),
            HasGender = dice.Chance(0.6),
            Home = dice.Chance(0.8) ? home : null,
            UpdatedOn = -dice.Number(1, 1500),
        });
    }

    private (string? Name, string? Family, string? Given) Name(Person person, int system, bool isFirst)
    {
        if (person.Company is { } company)
        {
            return (dice.Chance(0.15) ? Wide(company) + " " : company, null, null);
        }

        var latin = $"{person.Family.Latin} {person.Given.Latin}";
        var turned = $"{person.Given.Latin} {person.Family.Latin}";
        if (person.IsWestern)
        {
            return dice.Number(0, 8) switch
            {
                0 => (turned, null, null),
                1 => (latin.ToUpperInvariant(), null, null),
                2 => ($"{person.Family.Written}, {person.Given.Written}", person.Family.Written, person.Given.Written),
                3 => (Typo($"{person.Given.Written} {person.Family.Written}"), null, null),
                _ => ($"{person.Given.Written} {person.Family.Written}", person.Family.Written, person.Given.Written),
            };
        }

        var han = person.Family.Written + person.Given.Written;
        var oddness = isFirst ? 0.1 : system == GroupNetwork.HeadOffice ? 0.3 : 0.4;
        if (!dice.Chance(oddness))
        {
            return dice.Chance(0.5) ? (han, person.Family.Written, person.Given.Written) : (han, null, null);
        }

        return dice.Number(0, 8) switch
        {
            0 => (latin, person.Family.Latin, person.Given.Latin),
            1 => (turned, null, null),
            2 => (latin.ToUpperInvariant(), null, null),
            3 => ($" {person.Family.Written} {person.Given.Written}", null, null),
            4 => (Wide(latin), null, null),
            5 => (Typo(latin), null, null),
            6 => ($"{person.Family.Written}{(person.IsFemale ? "女士" : "先生")}", person.Family.Written, null),
            _ => (null, person.Family.Written, person.Given.Written),
        };
    }

    private string Phone(string digits, Home home)
    {
        var code = home.City.Country switch { "CN" => "86", "DE" => "49", _ => "33" };
        if (home.City.Country != "CN")
        {
            return dice.Number(0, 3) switch { 0 => $"00{code}{digits}", 1 => $"+{code} {digits[..3]} {digits[3..]}", _ => $"0{digits[..3]} {digits[3..]}" };
        }

        return dice.Number(0, 9) switch
        {
            0 => $"+86 {digits[..3]} {digits[3..7]} {digits[7..]}",
            1 => $"{digits[..3]}-{digits[3..7]}-{digits[7..]}",
            2 => $"0086{digits}",
            3 => $"(+86){digits}",
            4 => Wide(digits),
            5 when dice.Chance(0.1) => digits[..^1],
            _ => digits,
        };
    }

    /// <summary>Swaps two adjacent letters, or drops one.</summary>
    private string Typo(string text)
    {
        var place = dice.Number(1, text.Length - 1);
        return dice.Chance(0.5) && text[place] != ' ' && text[place + 1] != ' '
            ? $"{text[..place]}{text[place + 1]}{text[place]}{text[(place + 2)..]}"
            : text[..place] + text[(place + 1)..];
    }

    /// <summary>Converts ASCII letters and digits to their full-width forms, as produced by Chinese input methods.</summary>
    private static string Wide(string text)
    {
        var wide = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            wide.Append(character is > ' ' and < '\u007F' ? (char)(character + 0xFEE0) : character);
        }

        return wide.ToString();
    }
}
