using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Erases personal data: rows keep what <see cref="ErasedForm"/> leaves of them, or are deleted.</summary>
internal sealed class ErasureRows(StoreSession session, EventKinds kinds)
{
    /// <summary>Whether the personal data of a record that is not known by its reference was erased.</summary>
    public static bool IsErased(StoreSession session, SourceRef record) =>
        session.Systems.Find(record.System) is not null && Stores.RecordQueries.Number(session, ErasedReference.Of(record)) is not null;

    /// <exception cref="ConcurrencyException">The customers have other records by now.</exception>
    public void Erase(PersonalDataErasure erasure)
    {
        session.DiscardDeletedContent();
        var records = FindRecords(erasure);
        if (!records.Select(record => record.Source).ToHashSet().SetEquals(erasure.Records))
        {
            throw erasure.CreateConcurrencyException();
        }

        foreach (var (number, source) in records)
        {
            EraseRecord(number, source);
            EraseEvents(number, source);
        }

        foreach (var entry in erasure.Lineage)
        {
            new LineageRows(session).Overwrite(entry);
        }

        foreach (var vehicle in erasure.Vehicles)
        {
            new VehicleRows(session).Erase(vehicle);
        }

        foreach (var (definition, key) in erasure.Aggregates)
        {
            new ReplacedRows(session).Delete(definition.Name, 0, key.ToString());
        }

        foreach (var customer in erasure.Customers)
        {
            Delete("assessments", customer.Value);
            Delete("stale_customers", customer.Value);
            new OutboxRows(session).DeleteBySubject(customer.ToString());
        }
    }

    private List<(long Number, SourceRef Source)> FindRecords(PersonalDataErasure erasure)
    {
        var select = session.Prepare("SELECT record_no, system_no, key FROM source_records WHERE customer_id = $1");
        var records = new List<(long, SourceRef)>();
        foreach (var customer in erasure.Customers)
        {
            select.Bind(1, customer);
            while (select.Read())
            {
                records.Add((select.Int64(0), new SourceRef(session.Systems.NameOf(select.Int64(1)), select.Text(2))));
            }
        }

        return records;
    }

    private void EraseRecord(long number, SourceRef source)
    {
        var erased = ErasedForm.Of(Stores.RecordQueries.Find(session, source)!.Record);
        var update = session.Prepare(
            $"UPDATE source_records SET key = $1, {Parameters.Assign(RecordColumns.Names, 2)} WHERE record_no = ${2 + RecordColumns.Count}");
        update.BindText(1, erased.Source.Key);
        RecordColumns.Bind(update, 2, erased);
        update.Bind(2 + RecordColumns.Count, number);
        update.Execute();
        new ReplacedRows(session).Delete(ReplacedRows.Record, session.Systems.NumberOf(source.System), source.Key);
    }

    private void EraseEvents(long number, SourceRef record)
    {
        var columns = new EventColumns(session, kinds);
        var select = session.Prepare($"SELECT event_no, {EventColumns.Names} FROM events WHERE event_no BETWEEN $1 AND $2");
        select.Bind(1, number << EventColumns.PlaceBits);
        select.Bind(2, (number << EventColumns.PlaceBits) + EventColumns.LastPlace);
        var events = new List<(long Number, CustomerEvent Event)>();
        while (select.Read())
        {
            events.Add((select.Int64(0), columns.Read(select, 1, record)));
        }

        var update = session.Prepare($"UPDATE events SET {Parameters.Assign(EventColumns.Names, 1)} WHERE event_no = ${1 + EventColumns.Count}");
        foreach (var (eventNumber, customerEvent) in events)
        {
            columns.Bind(update, 1, ErasedForm.Of(customerEvent));
            update.Bind(1 + EventColumns.Count, eventNumber);
            update.Execute();
        }
    }

    private void Delete(string table, Guid customer)
    {
        var delete = session.Prepare($"DELETE FROM {table} WHERE customer_id = $1");
        delete.Bind(1, customer);
        delete.Execute();
    }
}
