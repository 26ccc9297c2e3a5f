using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>How customers are found in every store: by phone, e-mail address, vehicle, licence plate and name, page by page.</summary>
public abstract class CustomerSearchConformance : StoreConformance
{
    [Fact]
    public async Task A_name_is_found_as_written_in_pinyin_and_by_any_of_its_words()
    {
        await AddAsync(1, new CustomerName("王小明", "王", "小明"));
        await AddAsync(2, new CustomerName("María José García López"));
        await AddAsync(3, new CustomerName("Wang Hai"));
        await AddAsync(4, new CustomerName("上海远大物流有限公司"), CustomerKind.Organization);

        Assert.Equal([1], await FindAsync("王小"));
        Assert.Equal([3, 1], await FindAsync("WANG"));
        Assert.Equal([1], await FindAsync("wang xiao"));
        Assert.Equal([1], await FindAsync("xiaoming"));
        Assert.Equal([2], await FindAsync("garcía l"));
        Assert.Equal([2], await FindAsync("lopez"));
        Assert.Equal([4], await FindAsync("上海"));
        Assert.Equal([4], await FindAsync("shanghai yuan"));
        Assert.Empty(await FindAsync("xiao wang"));
        Assert.Empty(await FindAsync("ópez"));
    }

    [Fact]
    public async Task Names_are_found_by_kind()
    {
        await AddAsync(1, new CustomerName("Star Smith"));
        await AddAsync(2, new CustomerName("Star Motors"), CustomerKind.Organization);

        Assert.Equal([2, 1], await FindAsync("star"));
        Assert.Equal([2], await FindAsync("star", CustomerKind.Organization));
        Assert.Equal([1], await FindAsync("star", CustomerKind.Person));
    }

    [Fact]
    public async Task Names_come_page_by_page_each_customer_once()
    {
        for (var number = 1; number <= 7; number++)
        {
            // Two forms of the last one begin so.
            await AddAsync(number, new CustomerName(number == 7 ? "Lin Lin" : $"Lin {(char)('G' - number)}"), number % 2 == 0 ? CustomerKind.Organization : CustomerKind.Person);
        }

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], await ReadPagesAsync((search, page) => search.FindByNameAsync("lin", page: page, cancellationToken: Cancellation), limit: 3));
        Assert.Equal([6, 4, 2], await ReadPagesAsync((search, page) => search.FindByNameAsync("lin", CustomerKind.Organization, page, Cancellation), limit: 1));
    }

    [Fact]
    public async Task A_merged_customer_and_a_former_name_are_found_no_more()
    {
        await AddAsync(1, new CustomerName("Anna Bell"));
        await AddAsync(2, new CustomerName("Anna Bells"));
        await InScopeAsync(async scope =>
        {
            await scope.Identity.MergeAsync(Sample.CustomerId(1), Sample.CustomerId(2), "kit", "the same person", Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        Assert.Equal([1], await FindAsync("anna"));
    }

    [Fact]
    public async Task Phones_and_addresses_come_page_by_page()
    {
        for (var number = 5; number >= 1; number--)
        {
            await AddAsync(number, new CustomerName($"Person {number}"));
        }

        Assert.Equal([1, 2, 3, 4, 5], await ReadPagesAsync((search, page) => search.FindByPhoneAsync("138 0000 1234", null, page, Cancellation), limit: 2));
        Assert.Equal([1, 2, 3, 4, 5], await ReadPagesAsync((search, page) => search.FindByEmailAsync("Same@Example.com", page, Cancellation), limit: 2));
    }

    [Fact]
    public async Task Who_was_seen_with_a_vehicle_is_found_by_its_vin_and_by_its_plate_the_latest_first()
    {
        await AddAsync(1, new CustomerName("First Owner"));
        await AddAsync(2, new CustomerName("Second Owner"));
        await AddAsync(3, new CustomerName("Other"));
        await ImportAsync(
            [new VehicleRecord { Source = Sample.Ref(Sample.Vin.Value), Vin = Sample.Vin, Plate = "沪A·12345", RecordedAt = Sample.Day(0) }],
            [Visit("E1", 1, 10), Visit("E2", 2, 30), Visit("E3", 1, 20), Visit("E4", 3, 40) with { Vehicle = null }]);

        Assert.Equal([2, 1], await ReadPagesAsync((search, page) => search.FindByVehicleAsync(Sample.Vin, page, Cancellation), limit: 1));
        Assert.Equal([2, 1], await ReadPagesAsync((search, page) => search.FindByPlateAsync("沪a 12345", page, Cancellation), limit: 5));
        Assert.Empty(await ReadPagesAsync((search, page) => search.FindByPlateAsync("沪B 12345", page, Cancellation), limit: 5));

        await ImportAsync([new VehicleRecord { Source = Sample.Ref(Sample.Vin.Value), Vin = Sample.Vin, Plate = "沪C-1", RecordedAt = Sample.Day(50) }], []);
        Assert.Empty(await ReadPagesAsync((search, page) => search.FindByPlateAsync("沪A12345", page, Cancellation), limit: 5));
        Assert.Equal([2, 1], await ReadPagesAsync((search, page) => search.FindByPlateAsync("沪C1", page, Cancellation), limit: 5));
    }

    [Fact]
    public Task What_cannot_be_looked_up_is_refused() => InScopeAsync(async scope =>
    {
        var search = scope.Search;
        await Refused("'hello' is not a phone number", () => search.FindByPhoneAsync("hello", cancellationToken: Cancellation));
        await Refused("'Germany' is not a country", () => search.FindByPhoneAsync("030 123456", "Germany", cancellationToken: Cancellation));
        await Refused("'nobody' is not an e-mail address", () => search.FindByEmailAsync("nobody", cancellationToken: Cancellation));
        await Refused("'·' is not a licence plate", () => search.FindByPlateAsync("·", cancellationToken: Cancellation));
        await Refused("The VIN is empty", () => search.FindByVehicleAsync(default, cancellationToken: Cancellation));
        await Refused("'  ' is not the beginning of a name", () => search.FindByNameAsync("  ", cancellationToken: Cancellation));
        await Refused("does not continue this list", () => search.FindByNameAsync("wang", page: new PageRequest(5, "nonsense"), cancellationToken: Cancellation));
        await Refused("does not continue this list", () => search.FindByEmailAsync("a@example.com", new PageRequest(5, PageToken.Write("customers by name", "a", "b")), Cancellation));
        foreach (var (at, customer) in new[] { ("soon", Sample.CustomerId(1).ToString()), ("9223372036854775807", Sample.CustomerId(1).ToString()), ("0", "b") })
        {
            var token = PageToken.Write("customers by vehicle", at, customer);
            await Refused($"'{token}' does not continue this list", () => search.FindByVehicleAsync(Sample.Vin, new PageRequest(5, token), Cancellation));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new PageRequest(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageRequest(PageRequest.MaxLimit + 1));

        static async Task Refused(string message, Func<Task> find) =>
            Assert.Contains(message, (await Assert.ThrowsAnyAsync<ArgumentException>(find)).Message, StringComparison.Ordinal);
    });

    private static CustomerEvent Visit(string key, int customer, int day) => Sample.Event(key, $"R{customer}", day) with { Vehicle = Sample.Vin };

    private static int NumberOf(Customer customer) => Enumerable.Range(1, 9).First(number => Sample.CustomerId(number) == customer.Id);

    private async Task<IReadOnlyList<int>> FindAsync(string name, CustomerKind? kind = null) =>
        [.. (await InScopeAsync(scope => scope.Search.FindByNameAsync(name, kind, cancellationToken: Cancellation))).Select(NumberOf)];

    /// <summary>All pages of a list; each but the last has as many items as were asked for.</summary>
    private async Task<IReadOnlyList<int>> ReadPagesAsync(Func<ICustomerSearch, PageRequest, Task<Page<Customer>>> find, int limit)
    {
        var all = new List<int>();
        string? after = null;
        do
        {
            var request = new PageRequest(limit, after);
            var page = await InScopeAsync(scope => find(scope.Search, request));
            all.AddRange(page.Select(NumberOf));
            Assert.True(page.Next is null || page.Count == limit);
            after = page.Next;
        }
        while (after is not null);

        return all;
    }

    private Task AddAsync(int number, CustomerName name, CustomerKind kind = CustomerKind.Person) => InScopeAsync(async scope =>
    {
        var record = Sample.Record($"R{number}") with { Kind = kind, Name = name };
        await scope.Records.PutAsync(record, Cancellation);
        var customer = new Customer(Sample.CustomerId(number), kind);
        customer.ApplyGoldenRecord(new GoldenRecord { Kind = kind, Name = name });
        customer.AddContactPoint(ContactPoint.Phone("138 0000 1234", "CN"));
        customer.AddContactPoint(ContactPoint.Email("same@example.com"));
        await scope.Repository<Customer>().AddAsync(customer, Cancellation);
        await scope.Records.AssignAsync([new RecordAssignment(record.Source, customer.Id)], Cancellation);
        await scope.CommitAsync(Cancellation);
    });

    private async Task ImportAsync(IReadOnlyList<VehicleRecord> vehicles, IReadOnlyList<CustomerEvent> events)
    {
        await using var transaction = await Services.GetRequiredService<IImportStore>().BeginAsync(Cancellation);
        await transaction.WriteAsync(vehicles, Cancellation);
        await transaction.WriteAsync(events, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }
}
