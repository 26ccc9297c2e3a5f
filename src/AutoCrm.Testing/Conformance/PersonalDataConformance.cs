using System.Text;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every store must do with personal data: hold all of it together for its export, and erase it without a trace.</summary>
public abstract class PersonalDataConformance : StoreConformance
{
    /// <summary>Enough that a store keeps the person's data on pages, nodes or in files with that of others.</summary>
    private const int Others = 200;

    [Fact]
    public async Task An_export_has_everything_that_is_held()
    {
        await StorePersonAsync();

        var export = await InScopeAsync(scope => scope.Privacy.ExportAsync(Sample.CustomerId(2), Cancellation));

        var text = export.ToJson();
        Assert.All(SamplePerson.Traces, trace => Assert.Contains(trace, text, StringComparison.Ordinal));
        Assert.Equal((Sample.CustomerId(1), Sample.CustomerId(2)), (export.Customer, Assert.Single(export.FormerIds)));
        Assert.Equal(
            ["assessments", "customer", "decisions", "events", "household", "messages", "records", "sample.case", "vehicles"],
            export.Sections.Keys);
        Assert.DoesNotContain("other-", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_erasure_no_byte_of_the_person_is_left()
    {
        await StoreOthersAsync();
        await StorePersonAsync();
        Assert.All(Files.Count == 0 ? [] : SamplePerson.Traces, trace => Assert.True(IsInFiles(trace), $"{trace} was not stored."));

        await EraseAsync();

        Assert.DoesNotContain(SamplePerson.Traces, IsInFiles);
        Assert.True(Files.Count == 0 || IsInFiles("other-7"));
        var rest = (await InScopeAsync(scope => scope.Privacy.ExportAsync(Sample.CustomerId(1), Cancellation))).ToJson();
        Assert.DoesNotContain(SamplePerson.Traces, trace => rest.Contains(trace, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_personal_data_stays()
    {
        await StorePersonAsync();
        var before = await ReadHistoryAsync();

        await EraseAsync();

        var after = await ReadHistoryAsync();
        Assert.Equal(
            before.Select(known => (known.Source, known.Kind, known.OccurredAt, known.Amount, known.Margin, known.Vehicle, known.Outlet)),
            after.Select(known => (known.Source, known.Kind, known.OccurredAt, known.Amount, known.Margin, known.Vehicle, known.Outlet)));
        Assert.All(after, known => Assert.True(ErasedReference.Is(known.Record)));
        var customer = await InScopeAsync(scope => scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation));
        Assert.Equal(("dpo", "request 7"), (customer!.Erasure!.By, customer.Erasure.Why));
        var objection = Assert.Single(customer.Consents, consent => consent.Purpose == "profiling");
        Assert.Equal((Sample.Day(3), Sample.Day(4)), (objection.GivenAt, objection.WithdrawnAt));
        Assert.All(customer.Consents, consent => Assert.NotNull(consent.WithdrawnAt));
    }

    [Fact]
    public async Task Subscribers_learn_of_the_erasure_and_of_nothing_else_about_the_person()
    {
        await StorePersonAsync();
        Assert.NotEmpty(await ListMessagesAsync());

        await EraseAsync();

        Assert.Equal(
            [(Sample.CustomerId(1).ToString(), CustomerErased.Definition.Type), (Sample.CustomerId(2).ToString(), CustomerErased.Definition.Type)],
            (await ListMessagesAsync()).Select(message => (message.Subject, message.Type)).Order());
    }

    [Fact]
    public async Task What_the_systems_send_again_stays_erased()
    {
        await StorePersonAsync();
        await EraseAsync();

        var results = await ImportAsync(SamplePerson.Records, SamplePerson.Events, [SamplePerson.Vehicle]);

        Assert.All(results, result => Assert.Equal(UpsertResult.Erased, result));
        Assert.Equal([UpsertResult.Erased], await InScopeAsync(scope => scope.Timeline.AppendAsync([SamplePerson.Events[0]], Cancellation)));
        Assert.Equal(UpsertResult.Erased, await InScopeAsync(scope => scope.Records.PutAsync(SamplePerson.Records[0], Cancellation)));
        var refused = await Assert.ThrowsAsync<DomainException>(() => InScopeAsync(scope => scope.Identity.RegisterAsync(SamplePerson.Records[0], Cancellation)));
        Assert.Equal("erased-stays-erased", refused.Rule);
        Assert.Null((await InScopeAsync(scope => scope.Records.FindAsync(SamplePerson.Records[0].Source, Cancellation)))?.Record);
        var vehicle = Assert.Single(await Services.GetRequiredService<IVehicleRecords>().FindAsync([Sample.Vin], Cancellation));
        Assert.Null(vehicle.Plate);
        Assert.DoesNotContain(SamplePerson.Traces, IsInFiles);
    }

    [Fact]
    public async Task A_vehicle_gets_the_plate_of_its_next_owner()
    {
        await StorePersonAsync();
        await EraseAsync();

        await ImportAsync([], [], [SamplePerson.Vehicle with { Plate = "沪B-NEXT1", RecordedAt = Sample.Day(90) }]);

        Assert.Equal("沪B-NEXT1", Assert.Single(await Services.GetRequiredService<IVehicleRecords>().FindAsync([Sample.Vin], Cancellation)).Plate);
    }

    [Fact]
    public async Task A_person_who_comes_again_is_a_new_customer_and_is_found()
    {
        await StorePersonAsync();
        await EraseAsync();

        var customer = await InScopeAsync(async scope =>
        {
            var id = await scope.Identity.RegisterAsync(SamplePerson.Records[0] with { Source = new SourceRef("app", "new") }, Cancellation);
            await scope.CommitAsync(Cancellation);
            return id;
        });

        Assert.NotEqual(Sample.CustomerId(1), customer);
        var found = await InScopeAsync(scope => scope.Repository<Customer>().ListAsync(new CustomersByPhoneSpec(SamplePerson.Phone), Cancellation));
        Assert.Equal(customer, Assert.Single(found).Id);
    }

    [Fact]
    public async Task An_erased_customer_is_neither_merged_nor_split()
    {
        await StorePersonAsync();
        await InScopeAsync(scope => scope.AppendAllAsync([("C", 3)]));
        await EraseAsync();

        await InScopeAsync(async scope =>
        {
            foreach (var (survivor, absorbed) in new[] { (1, 3), (3, 1) })
            {
                var refused = await Assert.ThrowsAsync<DomainException>(
                    () => scope.Identity.MergeAsync(Sample.CustomerId(survivor), Sample.CustomerId(absorbed), "kit", "the same", Cancellation));
                Assert.Equal("erased-stays-erased", refused.Rule);
            }
        });
    }

    [Fact]
    public async Task An_erasure_without_a_commit_erases_nothing()
    {
        await StorePersonAsync();
        await InScopeAsync(scope => scope.Privacy.EraseAsync(Sample.CustomerId(1), "dpo", "request 7", Cancellation));

        var text = (await InScopeAsync(scope => scope.Privacy.ExportAsync(Sample.CustomerId(1), Cancellation))).ToJson();

        Assert.All(SamplePerson.Traces, trace => Assert.Contains(trace, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_that_joins_the_customer_meanwhile_makes_the_erasure_fail()
    {
        await StorePersonAsync();
        await InScopeAsync(async scope =>
        {
            await scope.Privacy.EraseAsync(Sample.CustomerId(1), "dpo", "request 7", Cancellation);
            await InScopeAsync(other => other.AppendAllAsync([("late", 1)]));

            await Assert.ThrowsAsync<ConcurrencyException>(() => scope.CommitAsync(Cancellation));
        });

        await EraseAsync();
        Assert.DoesNotContain(SamplePerson.Traces, IsInFiles);
    }

    private Task EraseAsync() => InScopeAsync(async scope =>
    {
        // The id of a merged customer leads to the person.
        await scope.Privacy.EraseAsync(Sample.CustomerId(2), "dpo", "request 7", Cancellation);
        await scope.CommitAsync(Cancellation);
    });

    private bool IsInFiles(string text) =>
        Files.Any(file => File.Exists(file) && ReadShared(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private async Task<IReadOnlyList<CustomerEvent>> ReadHistoryAsync() =>
        (await InScopeAsync(scope => scope.Timeline.ReadAsync(Sample.CustomerId(1), Sample.Day(1000), cancellationToken: Cancellation)))!.Events;

    private async Task<IReadOnlyList<OutboxMessage>> ListMessagesAsync() =>
    [
        .. await Outbox.ListBySubjectAsync(Sample.CustomerId(1).ToString(), Cancellation),
        .. await Outbox.ListBySubjectAsync(Sample.CustomerId(2).ToString(), Cancellation),
    ];

    private async Task<IReadOnlyList<UpsertResult>> ImportAsync(
        IReadOnlyList<SourceRecord> records, IReadOnlyList<CustomerEvent> events, IReadOnlyList<VehicleRecord> vehicles)
    {
        await using var transaction = await Services.GetRequiredService<IImportStore>().BeginAsync(Cancellation);
        List<UpsertResult> results = [.. await transaction.WriteAsync(records, Cancellation), .. await transaction.WriteAsync(events, Cancellation)];
        await transaction.WriteAsync(vehicles, Cancellation);
        await transaction.CommitAsync(Cancellation);
        return results;
    }

    private async Task StoreOthersAsync()
    {
        var keys = Enumerable.Range(100, Others).ToList();
        await ImportAsync(
            [.. keys.Select(key => Sample.FullRecord($"other-{key - 100}"))],
            [.. keys.Select(key => Sample.FullEvent($"E-other-{key}", $"other-{key - 100}", 1))],
            []);
        await InScopeAsync(async scope =>
        {
            await scope.Records.AssignAsync([.. keys.Select(key => new RecordAssignment(Sample.Ref($"other-{key - 100}"), Sample.CustomerId(key)))], Cancellation);
            await scope.CommitAsync(Cancellation);
        });
    }

    /// <summary>Stores a person in every place where a store keeps something: two customers that were merged, with all that hangs on them.</summary>
    private async Task StorePersonAsync()
    {
        await ImportAsync([SamplePerson.Records[0] with { Name = new CustomerName(SamplePerson.FormerName), UpdatedAt = Sample.Day(-60) }], [], []);
        await ImportAsync(SamplePerson.Records, SamplePerson.Events, [SamplePerson.Vehicle with { Plate = SamplePerson.FormerPlate, RecordedAt = Sample.Day(-5) }]);
        await ImportAsync([], [SamplePerson.Events[0] with { Note = SamplePerson.CorrectedNote, RecordedAt = Sample.Day(120) }], [SamplePerson.Vehicle]);
        await InScopeAsync(async scope =>
        {
            var household = new Household(Id<Household>.Derive(Sample.Ref("h"), Sample.Day(0)), SamplePerson.HouseholdName);
            await scope.Repository<Household>().AddAsync(household, Cancellation);
            var customer = new Customer(Sample.CustomerId(1), CustomerKind.Person);
            customer.AssignHousehold(household.Id);
            customer.SetPreferences([new("drink", SamplePerson.Preference)]);
            customer.GrantConsent(new Consent
            {
                Purpose = "profiling", Channel = "email", Basis = LegalBasis.Consent, GivenAt = Sample.Day(3), Evidence = SamplePerson.ConsentEvidence,
            });
            customer.WithdrawConsent("profiling", "email", Sample.Day(4));
            customer.AddContactPoint(ContactPoint.Email(SamplePerson.OwnEmail));
            await scope.Repository<Customer>().AddAsync(customer, Cancellation);
            await scope.Repository<Customer>().AddAsync(new Customer(Sample.CustomerId(2), CustomerKind.Person), Cancellation);
            await scope.Records.AssignAsync(
                [new(SamplePerson.Records[0].Source, Sample.CustomerId(1)), new(SamplePerson.Records[1].Source, Sample.CustomerId(2))], Cancellation);
            await scope.Repository<SampleCase>().AddAsync(
                new SampleCase(Id<SampleCase>.Derive(Sample.Ref("case"), Sample.Day(0)), "C-1") { Customer = Sample.CustomerId(2), Subject = SamplePerson.CaseSubject },
                Cancellation);
            scope.UnitOfWork.Publish(new SampleHappened(Sample.CustomerId(1).ToString(), Sample.Day(1), SamplePerson.MessageText));
            await scope.CommitAsync(Cancellation);
        });
        await InScopeAsync(async scope =>
        {
            await scope.Lineage.AppendAsync(
                Sample.Entry(1, LineageKind.Linked, 1) with
                {
                    Records = [SamplePerson.Records[0].Source],
                    Evidence =
                    [
                        new MatchEvidence(
                            SamplePerson.Records[0].Source, SamplePerson.Records[1].Source, 1, Reason.Create("match.phone", ("phone", SamplePerson.MatchedPhone))),
                    ],
                    Why = SamplePerson.LinkReason,
                },
                Cancellation);
            await scope.Identity.MergeAsync(Sample.CustomerId(1), Sample.CustomerId(2), "kit", SamplePerson.MergeReason, Cancellation);
            await scope.CommitAsync(Cancellation);
        });
        var definitions = Services.GetRequiredService<AssessmentDefinitions>();
        var assessment = CustomerAssessment.Create(
            definitions,
            Sample.CustomerId(1),
            Sample.Day(200),
            null,
            AssessmentSection.Of(SampleMood.Definition, new SampleMood(SamplePerson.Mood, 3, Sample.Day(1), null, null, true, 2.50m)));
        await Services.GetRequiredService<IAssessmentStore>().SaveAsync([Sample.Change(definitions, assessment)], Cancellation);
    }
}
