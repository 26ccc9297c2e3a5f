using AutoCrm.Vehicles;

namespace AutoCrm.SampleData;

/// <summary>A car of a generated customer.</summary>
internal sealed record Car(string Vin, CarModel Model, string Trim, int Year, string Plate);

/// <summary>A car model sold by the group.</summary>
/// <param name="Wmi">The world manufacturer identifier of its VINs.</param>
/// <param name="Make">The brand.</param>
/// <param name="Name">The model.</param>
/// <param name="Fuel">The fuel or drive type.</param>
/// <param name="Price">The list price in whole units of the currency.</param>
internal sealed record CarModel(string Wmi, string Make, string Name, string Fuel, int Price);

/// <summary>Builds cars with unique VINs and correct check digits.</summary>
internal sealed class CarWorks
{
    private const string YearCodes = "ABCDEFGHJKLMNPRSTVWXY123456789";
    private const string Plants = "ABCDEFGHJKLMNPRSTUVWXYZ";
    private const string PlateLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
    private static readonly string[] Trims = ["Comfort", "Luxury", "Sport", "舒适型", "豪华型", "旗舰型"];

    private static readonly CarModel[] Models =
    [
        new("LGX", "BYD", "Qin PLUS", "phev", 119_800), new("LSV", "Volkswagen", "Lavida", "petrol", 129_900), new("LFV", "Volkswagen", "Sagitar", "petrol", 149_900),
        new("LFM", "Toyota", "Corolla", "hybrid", 135_800), new("LGX", "BYD", "Song PLUS", "electric", 169_800), new("LSV", "Volkswagen", "Tiguan L", "petrol", 215_800),
        new("LFM", "Toyota", "RAV4", "hybrid", 229_800), new("LRW", "Tesla", "Model Y", "electric", 263_900), new("LFV", "Audi", "A6L", "petrol", 427_900),
        new("LBV", "BMW", "525Li", "petrol", 458_900), new("LE4", "Mercedes-Benz", "E 300 L", "petrol", 508_900), new("WBA", "BMW", "X7", "petrol", 1_000_000),
        new("WDD", "Mercedes-Benz", "S 450 L", "petrol", 1_178_000),
    ];

    private long built;

    /// <summary>Builds a car in a price range that fits the wealth of a customer.</summary>
    public Car Build(Dice dice, double wealth, int year, City city)
    {
        var reach = Math.Min(Models.Length, 4 + (int)(wealth * 1.5));
        var model = Models[dice.Number(Math.Min((int)(wealth / 2), reach - 3), reach)];
        return new Car(NextVin(dice, model, year), model, dice.Pick(Trims), year, Plate(dice, city));
    }

    private string NextVin(Dice dice, CarModel model, int year)
    {
        var serial = built++;
        Span<char> vin = stackalloc char[17];
        model.Wmi.CopyTo(vin);
        for (var place = 3; place < 8; place++)
        {
            vin[place] = Plants[dice.Number(0, Plants.Length)];
        }

        vin[8] = '0';
        vin[9] = YearCodes[(year - 1980) % YearCodes.Length];
        vin[10] = Plants[(int)(serial / 1_000_000 % Plants.Length)];
        var rest = (int)(serial % 1_000_000);
        for (var place = 16; place > 10; place--)
        {
            vin[place] = (char)('0' + (rest % 10));
            rest /= 10;
        }

        vin[8] = Vin.Parse(vin.ToString()).CheckDigit;
        return vin.ToString();
    }

    private static string Plate(Dice dice, City city)
    {
        Span<char> letters = stackalloc char[5];
        foreach (ref var letter in letters)
        {
            letter = PlateLetters[dice.Number(0, PlateLetters.Length)];
        }

        return city.Country == "CN" ? $"{city.Plate}·{letters}" : $"{city.Plate}-{letters}";
    }
}
