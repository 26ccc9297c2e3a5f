using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Import.Tests;

public sealed class CustomerRowTests : IDisposable
{
    private const string Header = "key,kind,name,family_name,given_name,phone,phone2,email,birth_date,gender,address,city,postal_code,country,language,outlet,marketing_consent,updated_at\n";
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task Every_column_of_a_customer_is_kept()
    {
        var record = await CustomerAsync("C1,person,王小明,王,小明,138 0000 1234,021-58881234,Wang@Example.com,1985-07-31,男,世纪大道1号,上海,200120,cn,zh-CN,D1,yes,2026-01-02T03:04:05+08:00");

        Assert.Empty(workplace.Problems);
        Assert.Equal(CustomerKind.Person, record!.Kind);
        Assert.Equal(new CustomerName("王小明", "王", "小明"), record.Name);
        Assert.Equal(["+8613800001234", "+862158881234"], record.Phones.Select(phone => phone.Value));
        Assert.Equal("wang@example.com", record.Email!.Value);
        Assert.Equal(new LocalDate(1985, 7, 31), record.BirthDate);
        Assert.Equal(Gender.Male, record.Gender);
        Assert.Equal(new PostalAddress("世纪大道1号", "上海", "200120", "CN"), record.Address);
        Assert.Equal(("zh-CN", "D1", true), (record.Language, record.Outlet!.Value.Value, record.MarketingConsent!.Value));
        Assert.Equal(Instant.FromUtc(2026, 1, 1, 19, 4, 5), record.UpdatedAt);
    }

    [Fact]
    public async Task A_phone_or_email_that_cannot_be_one_is_kept_and_marked()
    {
        var record = await CustomerAsync("C1,person,王小明,,,12,call me,not-an-address,,,,,,,,,,");

        Assert.Empty(workplace.Problems);
        Assert.All(record!.Phones, phone => Assert.False(phone.IsValid));
        Assert.Equal(("not-an-address", false), (record.Email!.RawValue, record.Email.IsValid));
    }

    [Fact]
    public async Task Empty_means_not_known()
    {
        var record = await CustomerAsync("C1,organization,  ,,,,,,,,,,,,,,,");

        Assert.Equal((null, null, null, null, null), (record!.Name, record.Email, record.Address, record.MarketingConsent, record.UpdatedAt));
        Assert.Empty(record.Phones);
    }

    [Theory]
    [InlineData("C1,robot,,,,,,,,,,,,,,,,", "kind", "person or organization")]
    [InlineData("C1,,,,,,,,,,,,,,,,,", "kind", "missing")]
    [InlineData("C1,person,,,,,,,31.07.1985,,,,,,,,,", "birth_date", "ISO 8601")]
    [InlineData("C1,person,,,,,,,1985-02-29,,,,,,,,,", "birth_date", "is not a date")]
    [InlineData("C1,person,,,,,,,1850-01-01,,,,,,,,,", "birth_date", "plausible")]
    [InlineData("C1,person,,,,,,,2031-01-01,,,,,,,,,", "birth_date", "plausible")]
    [InlineData("C1,person,,,,,,,,robot,,,,,,,,", "gender", "female")]
    [InlineData("C1,person,,,,,,,,,,,,XX,,,,", "country", "ISO 3166-1")]
    [InlineData("C1,person,,,,,,,,,,,,CHN,,,,", "country", "two letters")]
    [InlineData("C1,person,,,,,,,,,,,,,,X9,,", "outlet", "not known")]
    [InlineData("C1,person,,,,,,,,,,,,,,,maybe,", "marketing_consent", "yes or no")]
    [InlineData("C1,person,,,,,,,,,,,,,,,,yesterday", "updated_at", "ISO 8601")]
    public async Task A_row_that_breaks_a_rule_is_refused_with_column_and_reason(string row, string column, string reason)
    {
        Assert.Null(await CustomerAsync(row));
        var problem = Assert.Single(workplace.Problems);
        Assert.Equal(column, problem.Column);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vehicle_row_is_read_and_a_bad_one_refused()
    {
        workplace.Write("s/vehicles.csv", "vin,plate,make,model,trim,model_year,fuel,first_registered\nLSVRJFFJ7SA000028,沪A·12345,BYD,Qin,Luxury,2025,phev,2025-03-01\nLSVRJFFJ7SA000029,,,,,1700,,2099-01-01\nshort,,,,,,,\n");

        await workplace.ImportAsync();

        var vehicle = Assert.Single(workplace.Store.Vehicles).Value;
        Assert.Equal(new SourceRef("s", "LSVRJFFJ7SA000028"), vehicle.Source);
        Assert.Equal(("沪A·12345", "BYD", "Qin", "Luxury", 2025, "phev", new LocalDate(2025, 3, 1)),
            (vehicle.Plate, vehicle.Make, vehicle.Model, vehicle.Trim, vehicle.ModelYear, vehicle.Fuel, vehicle.FirstRegistered));
        Assert.Equal(["model_year", "first_registered", "vin"], workplace.Problems.Select(problem => problem.Column));
    }

    private async Task<SourceRecord?> CustomerAsync(string row)
    {
        workplace.Write("s/customers.csv", Header + row + "\n");
        await workplace.ImportAsync();
        return workplace.Store.Records.Values.SingleOrDefault();
    }
}
