using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.SharedKernel;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Benchmarks;

/// <summary>
/// What an aggregate of a plug-in costs on SQLite, against a customer of the same size: the same number of bytes of state, columns and list rows.
/// One operation inserts so many in one unit of work, in a store that is made anew, and loads each by its id.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 7, invocationCount: 1)]
public class AggregateBenchmark
{
    private const int Count = 20_000;

    private SampleStore sample = null!;
    private ServiceProvider services = null!;

    [GlobalSetup]
    public void Setup() => sample = new SampleStore(10);

    [GlobalCleanup]
    public void Cleanup() => sample.Dispose();

    [IterationSetup]
    public void Open() => services = SampleStore.Open(sample.FreshAsync("aggregates").GetAwaiter().GetResult());

    [IterationCleanup]
    public void Close() => services.Dispose();

    [Benchmark(Baseline = true, Description = "customers, inserted and loaded")]
    public Task Customers() => InsertAndLoadAsync(number =>
    {
        var customer = new Customer(Id<Customer>.Derive(new SourceRef("b", $"{number}"), SampleStore.AsOf), CustomerKind.Person);
        customer.ApplyGoldenRecord(new GoldenRecord
        {
            Kind = CustomerKind.Person,
            Name = new CustomerName($"Customer {number}", "Customer", $"{number}"),
            Outlet = new OutletCode("D-001"),
            Address = new PostalAddress("Nanjing Road 1", "Shanghai", "200000", "CN"),
            ContactPoints = [ContactPoint.Email($"customer{number}@example.com"), ContactPoint.Email($"c{number}@example.org")],
        });
        return customer;
    });

    [Benchmark(Description = "aggregates of a plug-in, inserted and loaded")]
    public Task Plugin() => InsertAndLoadAsync(number => new ServicePlan(Id<ServicePlan>.Derive(new SourceRef("b", $"{number}"), SampleStore.AsOf), $"{number}")
    {
        Holder = Id<Customer>.Derive(new SourceRef("b", $"{number}"), SampleStore.AsOf),
        Title = $"Service plan {number} for a vehicle that comes to the workshop twice a year",
        Place = new PostalAddress("Nanjing Road 1", "Shanghai", "200000", "CN"),
        Visits = [new PlannedVisit($"visit-{number}-1", 15_000, "oil and filter"), new PlannedVisit($"visit-{number}-2", 30_000, "brakes")],
    });

    private async Task InsertAndLoadAsync<T>(Func<int, T> create)
        where T : AggregateRoot
    {
        await using (var scope = services.CreateAsyncScope())
        {
            var repository = scope.ServiceProvider.GetRequiredService<IRepository<T>>();
            for (var number = 0; number < Count; number++)
            {
                await repository.AddAsync(create(number));
            }

            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync();
        }

        await using (var scope = services.CreateAsyncScope())
        {
            var repository = scope.ServiceProvider.GetRequiredService<IRepository<T>>();
            for (var number = 0; number < Count; number++)
            {
                _ = await repository.GetByIdAsync(new Id<T>(create(number).Key)) ?? throw new InvalidOperationException("It is not there.");
            }
        }
    }
}
