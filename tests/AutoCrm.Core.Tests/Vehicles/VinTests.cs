using AutoCrm.Vehicles;

namespace AutoCrm.Tests.Vehicles;

public sealed class VinTests
{
    [Theory]
    [InlineData("1M8GDM9AXKP042788", 'X', true)]
    [InlineData("11111111111111111", '1', true)]
    [InlineData("5GZCZ43D13S812715", '1', true)]
    [InlineData("SGZCZ43D13S812715", 'X', false)]
    public void The_check_digit_follows_49_cfr_565(string text, char digit, bool fits)
    {
        var vin = Vin.Parse(text);
        Assert.Equal(digit, vin.CheckDigit);
        Assert.Equal(fits, vin.HasValidCheckDigit);
    }

    [Theory]
    [InlineData("LSVAA49J132047371", "LSV", VinRegion.Asia)]
    [InlineData("WVWZZZ1JZ3W386752", "WVW", VinRegion.Europe)]
    [InlineData("1M8GDM9AXKP042788", "1M8", VinRegion.NorthAmerica)]
    [InlineData("9BWZZZ377VT004251", "9BW", VinRegion.SouthAmerica)]
    public void The_first_characters_code_maker_and_region(string text, string wmi, VinRegion region)
    {
        var vin = Vin.Parse(text);
        Assert.Equal(wmi, vin.Wmi);
        Assert.Equal(region, vin.Region);
    }

    [Theory]
    [InlineData("1M8GDM9AXKP042788", 1989, 1989)]
    [InlineData("1M8GDM9AXKP042788", 2018, 2019)]
    [InlineData("1M8GDM9AXKP042788", 2026, 2019)]
    [InlineData("LSVAA49J132047371", 2026, 2003)]
    [InlineData("9BWZZZ3770T004251", 2026, null)]
    public void Position_ten_codes_the_model_year(string text, int seenFrom, int? year) => Assert.Equal(year, Vin.Parse(text).ModelYear(seenFrom));

    [Theory]
    [InlineData("")]
    [InlineData("LSVAA49J13204737")]
    [InlineData("LSVAA49J1320473711")]
    [InlineData("LSVAA49JO32047371")]
    [InlineData("LSVAA49J1320473 1")]
    [InlineData("LSVAA49J13204737É")]
    public void An_invalid_vin_is_refused(string text) => Assert.Throws<FormatException>(() => Vin.Parse(text));

    [Fact]
    public void Blanks_around_and_lower_case_are_accepted() => Assert.Equal(Vin.Parse("LSVAA49J132047371"), Vin.Parse(" lsvaa49j132047371 "));

    [Theory]
    [InlineData('\uD800', "half of a surrogate pair")]
    [InlineData('\uFFFE', "a noncharacter")]
    public void A_plate_holds_characters_only(char character, string what)
    {
        var text = $"A{character}1";

        var refused = Assert.Throws<ArgumentException>(() => new LicencePlate(text));

        Assert.Contains($"holds U+{(int)character:X4}, {what}, which cannot be stored; remove it.", refused.Message, StringComparison.Ordinal);
        Assert.False(LicencePlate.TryParse(text, null, out _));
    }

    [Fact]
    public void Plates_are_compared_by_letters_and_digits() => Assert.Equal(new LicencePlate("沪A·12345"), new LicencePlate("沪a 12345"));
}
