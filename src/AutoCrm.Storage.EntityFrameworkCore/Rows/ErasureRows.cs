using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Erases personal data: rows keep what <see cref="ErasedForm"/> leaves of them, or are deleted.</summary>
internal sealed class ErasureRows(StoreSession session, EventKinds kinds)
{
    /// <summary>Whether the personal data of a record that is not known by its reference was erased.</summary>
    public static async ValueTask<bool> IsErasedAsync(StoreSession session, SourceRef record) =>
        await session.Systems.FindAsync(record.System).ConfigureAwait(false) is not null
        && await Stores.RecordQueries.FindNumberAsync(session, ErasedReference.Of(record)).ConfigureAwait(false) is not null;

    /// <exception cref="ConcurrencyException">The customers have other records by now.</exception>
    public async ValueTask EraseAsync(PersonalDataErasure erasure)
    {
        session.DiscardDeletedContent();
        var records = await FindRecordsAsync(erasure).ConfigureAwait(false);
        if (!records.Select(record => record.Source).ToHashSet().SetEquals(erasure.Records))
        {
            throw erasure.CreateConcurrencyException();
        }

        foreach (var (number, source) in records)
        {
            await EraseRecordAsync(number, source).ConfigureAwait(false);
            await EraseEventsAsync(number, source).ConfigureAwait(false);
        }

        foreach (var entry in erasure.Lineage)
        {
            await new LineageRows(session).OverwriteAsync(entry).ConfigureAwait(false);
        }

        foreach (var vehicle in erasure.Vehicles)
        {
            await new VehicleRows(session).EraseAsync(vehicle).ConfigureAwait(false);
        }

        foreach (var (definition, key) in erasure.Aggregates)
        {
            await new ReplacedRows(session).DeleteAsync(definition.Name, 0, key.ToString()).ConfigureAwait(false);
        }

        foreach (var customer in erasure.Customers)
        {
            await DeleteAsync("assessments", customer.Value).ConfigureAwait(false);
            await DeleteAsync("stale_customers", customer.Value).ConfigureAwait(false);
            await new OutboxRows(session).DeleteBySubjectAsync(customer.ToString()).ConfigureAwait(false);
        }
    }

    private async ValueTask<List<(long Number, SourceRef Source)>> FindRecordsAsync(PersonalDataErasure erasure)
    {
        var select = session.Prepare("SELECT record_no, system_no, key FROM source_records WHERE customer_id = $1");
        var records = new List<(long, SourceRef)>();
        foreach (var customer in erasure.Customers)
        {
            select.Bind(1, customer);
            while (await select.ReadAsync().ConfigureAwait(false))
            {
                records.Add((select.Int64(0), new SourceRef(session.Systems.NameOf(select.Int64(1)), select.Text(2))));
            }
        }

        return records;
    }

    private async ValueTask EraseRecordAsync(long number, SourceRef source)
    {
        var erased = ErasedForm.Of((await Stores.RecordQueries.FindAsync(session, source).ConfigureAwait(false))!.Record);
        var update = session.Prepare(
            $"UPDATE source_records SET key = $1, {Parameters.Assign(RecordColumns.Names, 2)}{ForgetHash} WHERE record_no = ${2 + RecordColumns.Count}");
        update.BindText(1, erased.Source.Key);
        RecordColumns.Bind(update, 2, erased);
        update.Bind(2 + RecordColumns.Count, number);
        await update.EnqueueAsync().ConfigureAwait(false);
        await new ReplacedRows(session).DeleteAsync(ReplacedRows.Record, session.Systems.NumberOf(source.System), source.Key).ConfigureAwait(false);
    }

    private async ValueTask EraseEventsAsync(long number, SourceRef record)
    {
        var columns = new EventColumns(session, kinds);
        var select = session.Prepare($"SELECT event_no, {EventColumns.Names} FROM events WHERE event_no BETWEEN $1 AND $2");
        select.Bind(1, number << EventColumns.PlaceBits);
        select.Bind(2, (number << EventColumns.PlaceBits) + EventColumns.LastPlace);
        var events = new List<(long Number, CustomerEvent Event)>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            events.Add((select.Int64(0), columns.Read(select, 1, record)));
        }

        var update = session.Prepare($"UPDATE events SET {Parameters.Assign(EventColumns.Names, 1)}{ForgetHash} WHERE event_no = ${1 + EventColumns.Count}");
        foreach (var (eventNumber, customerEvent) in events)
        {
            columns.Bind(update, 1, ErasedForm.Of(customerEvent));
            update.Bind(1 + EventColumns.Count, eventNumber);
            await update.EnqueueAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What remains is compared by its contents when it comes again.</summary>
    private string ForgetHash => session.KeepsContentHashes ? ", content_hash = NULL" : "";

    private async ValueTask DeleteAsync(string table, Guid customer)
    {
        var delete = session.Prepare($"DELETE FROM {table} WHERE customer_id = $1");
        delete.Bind(1, customer);
        await delete.EnqueueAsync().ConfigureAwait(false);
    }
}
