using System.Text.Json;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Samples.Tests;

public sealed class JsonFilesCrashTests : IAsyncLifetime
{
    private static readonly Instant Start = Instant.FromUtc(2025, 1, 1, 0, 0);

    private readonly JsonFilesFixture fixture = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        await AddAsync(1, 2);

        await fixture.ReopenAsync();

        Assert.True(await ExistsAsync(1));
        Assert.Equal(2, await CountPendingAsync());
        await ChangeAsync(1);
        Assert.Equal(2, await VersionAsync(1));
    }

    [Fact]
    public async Task Claims_parked_messages_and_what_was_received_are_there_after_a_restart()
    {
        await AddAsync(1, 2, 3);
        var outbox = fixture.Services.GetRequiredService<IOutbox>();
        var claimed = await outbox.ClaimAsync("before", 2, Duration.FromHours(1));
        Assert.True(await outbox.ParkAsync(claimed[0].Lease, claimed[0].Message.Id, "too large"));
        var received = Guid.CreateVersion7();
        Assert.True(await ReceiveAsync(received));

        await fixture.ReopenAsync();

        outbox = fixture.Services.GetRequiredService<IOutbox>();
        var parked = Assert.Single(await outbox.ListParkedAsync(10));
        Assert.Equal((claimed[0].Message, "too large", 1), (parked.Message, parked.Error, parked.Attempts));
        Assert.Single(await outbox.ClaimAsync("after", 10, Duration.FromHours(1)));
        Assert.Equal(1, await outbox.CompleteAsync(claimed[1].Lease, [claimed[1].Message.Id], Start));
        Assert.False(await ReceiveAsync(received));
    }

    [Fact]
    public async Task A_commit_that_had_begun_to_change_files_is_finished_at_the_next_start()
    {
        await AddAsync(1);
        await AddAsync(2, 3);
        await fixture.ReopenAsync(folder =>
        {
            // As a crash leaves it in the middle of the second commit: the journal is there, one file changed, others did not yet.
            var changed = FilesOf(folder, [2, 3], pending: 2);
            File.WriteAllText(Path.Combine(folder, "commit.json"), JsonSerializer.Serialize(changed));
            foreach (var file in changed.Keys.Skip(1))
            {
                File.Delete(Path.Combine(folder, file));
            }
        });

        Assert.True(await ExistsAsync(1) && await ExistsAsync(2) && await ExistsAsync(3));
        Assert.Equal(3, await CountPendingAsync());
        Assert.False(File.Exists(Path.Combine(fixture.Folder, "commit.json")));
    }

    [Fact]
    public async Task A_commit_that_was_not_decided_has_never_been()
    {
        await AddAsync(1);
        await fixture.ReopenAsync(folder =>
        {
            // As a crash leaves it while the journal is written: half a text, under a name that does not count yet.
            File.WriteAllText(Path.Combine(folder, "commit.json.tmp"), """{"customers/half""");
        });

        Assert.True(await ExistsAsync(1));
        await AddAsync(2);
        Assert.True(await ExistsAsync(2));
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_is_refused()
    {
        await AddAsync(1);
        await using var second = fixture.Open();

        Assert.Throws<IOException>(() => second.GetRequiredService<IOutbox>().GetStatisticsAsync().GetAwaiter().GetResult());
    }

    [Fact]
    public async Task Of_many_who_change_the_same_customer_at_once_each_wins_once_or_is_told()
    {
        await AddAsync(1);
        var lost = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), async (_, _) =>
        {
            while (true)
            {
                try
                {
                    await ChangeAsync(1);
                    return;
                }
                catch (ConcurrencyException)
                {
                    Interlocked.Increment(ref lost);
                }
            }
        });

        Assert.Equal(41, await VersionAsync(1));
    }

    private static Id<Customer> Id(int number) => Id<Customer>.Derive(new SourceRef("test", $"{number}"), Start);

    private static Dictionary<string, string> FilesOf(string folder, int[] customers, int pending) => customers
        .Select(number => $"customers/{Id(number)}.json")
        .Concat(Directory.GetFiles(Path.Combine(folder, "outbox")).Order(StringComparer.Ordinal).TakeLast(pending).Select(file => $"outbox/{Path.GetFileName(file)}"))
        .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(folder, file)));

    private async Task<T> InScopeAsync<T>(Func<StoreScope, Task<T>> work)
    {
        await using var scope = fixture.Services.CreateAsyncScope();
        return await work(new StoreScope(scope.ServiceProvider));
    }

    private Task AddAsync(params int[] numbers) => InScopeAsync(async scope =>
    {
        foreach (var number in numbers)
        {
            await scope.Repository<Customer>().AddAsync(new Customer(Id(number), CustomerKind.Person));
            scope.UnitOfWork.Publish(new SampleHappened(Id(number).ToString(), Start, "added"));
        }

        await scope.CommitAsync();
        return true;
    });

    private Task ChangeAsync(int number) => InScopeAsync(async scope =>
    {
        var customer = await scope.Repository<Customer>().GetByIdAsync(Id(number));
        customer!.SetPreferences([new("colour", "blue")]);
        await scope.Repository<Customer>().UpdateAsync(customer);
        await scope.CommitAsync();
        return true;
    });

    private Task<bool> ReceiveAsync(Guid message) => InScopeAsync(async scope =>
    {
        var isNew = await scope.Inbox.TryReceiveAsync("test", message, null);
        await scope.CommitAsync();
        return isNew;
    });

    private Task<bool> ExistsAsync(int number) => InScopeAsync(async scope => await scope.Repository<Customer>().GetByIdAsync(Id(number)) is not null);

    private Task<int> VersionAsync(int number) => InScopeAsync(async scope => (await scope.Repository<Customer>().GetByIdAsync(Id(number)))!.Version);

    private async Task<long> CountPendingAsync() => (await fixture.Services.GetRequiredService<IOutbox>().GetStatisticsAsync()).Pending;
}
