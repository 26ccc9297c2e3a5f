using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoCrm.Storage.EntityFrameworkCore.Schema;

/// <summary>Describes the tables that only the statements in <c>Rows</c>, <c>Stores</c> and <c>Server</c> read and write.</summary>
/// <param name="dialect">The database on a server; <see langword="null"/> for one in the process, which has bytes for ids and texts for decimals.</param>
internal sealed class RowTables(RelationalDialect? dialect)
{
    private readonly Type id = dialect?.IdType ?? typeof(byte[]);
    private readonly Type exact = dialect is null ? typeof(string) : typeof(decimal?);

    public void Describe(ModelBuilder model)
    {
        Table(model, "source_systems", table =>
        {
            Number(table, "system_no");
            Required<string>(table, "name");
            table.HasIndex("name").IsUnique();
        });
        Table(model, "store_components", table =>
        {
            Required<string>(table, "name", "declaration");
            table.HasKey("name");
            Required<long>(table, "applied_at");
        });
        Table(model, "source_records", Records);
        Table(model, "stale_customers", table =>
        {
            Id(table, "customer_id");
            table.HasKey("customer_id");
        });
        Table(model, "replaced_rows", table =>
        {
            Number(table, "replaced_no");
            Required<string>(table, "kind");
            Required<long>(table, "system_no");
            Required<string>(table, "key");
            Required<string>(table, "content");
            table.HasIndex("kind", "system_no", "key");
        });
        Table(model, "events", Events);
        Table(model, "vehicle_records", Vehicles);
        Table(model, "lineage", Lineage);
        Table(model, "outbox", Outbox);
        Table(model, "inbox", Inbox);
        Table(model, "assessment_runs", table =>
        {
            Number(table, "run_no");
            Required<long>(table, "as_of", "completed_at", "customers", "written");
        });
    }

    private void Records(EntityTypeBuilder table)
    {
        Number(table, "record_no");
        Required<long>(table, "system_no");
        Required<string>(table, "key");
        Id(table, "customer_id", isRequired: false);
        Optional<string>(table, "name_key");
        Required<long>(table, "known_since", "first_recorded_at", "recorded_at", "kind");
        Optional<long?>(table, "updated_at", "gender", "marketing_consent");
        Optional<string>(
            table, "name", "family_name", "given_name", "phones", "email", "birth_date", "street", "city", "postal_code", "country", "language",
            "outlet", "attributes");
        Hash(table);
        table.HasIndex("system_no", "key").IsUnique();
        table.HasIndex("name_key");

        // It holds all that reading a base of histories needs of a record, so that the record itself is not looked up.
        table.HasIndex("customer_id", "record_no", "known_since", "system_no", "key").HasFilter("customer_id IS NOT NULL");
    }

    private void Events(EntityTypeBuilder table)
    {
        Required<long>(table, "event_no");
        table.HasKey("event_no");
        table.Property<long>("event_no").ValueGeneratedNever();
        Required<long>(table, "system_no");
        Required<string>(table, "key", "kind");
        Required<long>(table, "occurred_at", "recorded_at");
        Optional<long?>(table, "superseded_at");
        Optional<string>(table, "outlet", "vin");
        Property(table, exact, "amount", isRequired: false);
        Optional<string>(table, "currency");
        Property(table, exact, "margin", isRequired: false);
        Optional<long?>(table, "odometer_km");
        Optional<string>(table, "channel");
        Optional<long?>(table, "direction");
        Optional<string>(table, "topic");
        Property(table, exact, "score", isRequired: false);
        Optional<long?>(table, "ref_system_no");
        Optional<string>(table, "ref_key", "note", "attributes", "payload");
        Hash(table);
        table.HasIndex("system_no", "key").IsUnique().HasFilter("superseded_at IS NULL");
        table.HasIndex(["vin", "occurred_at"], "IX_events_vin").HasFilter("vin IS NOT NULL AND superseded_at IS NULL");
        table.HasIndex(["system_no", "key"], "IX_events_superseded").HasFilter("superseded_at IS NOT NULL");
    }

    private void Vehicles(EntityTypeBuilder table)
    {
        Number(table, "vehicle_no");
        Required<long>(table, "system_no");
        Required<string>(table, "key", "vin");
        Required<long>(table, "recorded_at");
        Optional<string>(table, "plate", "make", "model", "trim", "fuel", "first_registered", "attributes", "plate_key");
        Optional<long?>(table, "model_year");
        Hash(table);
        table.HasIndex("system_no", "key").IsUnique();
        table.HasIndex("vin");
        table.HasIndex("plate_key").HasFilter("plate_key IS NOT NULL");
    }

    private void Lineage(EntityTypeBuilder table)
    {
        Number(table, "entry_no");
        Id(table, "id");
        Id(table, "customer_id");
        Id(table, "other_id", isRequired: false);
        Id(table, "undoes", isRequired: false);
        Required<long>(table, "kind", "decided_at");
        Required<string>(table, "decided_by", "why", "records", "evidence");
        table.HasIndex("id").IsUnique();
        table.HasIndex("customer_id");
        table.HasIndex("other_id").HasFilter("other_id IS NOT NULL");
        table.HasIndex("kind").HasFilter("kind >= 2");
    }

    private void Outbox(EntityTypeBuilder table)
    {
        Number(table, "position");
        Id(table, "id");
        Required<string>(table, "source", "type", "subject");
        Required<long>(table, "occurred_at", "recorded_at");
        Optional<string>(table, "data_schema");
        Required<string>(table, "partition_key");
        Optional<string>(table, "trace_parent", "trace_state");
        Required<long>(table, "shard", "attempts");
        Optional<long?>(table, "not_before", "lease_until", "parked_at", "published_at");
        Optional<string>(table, "lease_owner");
        Id(table, "lease_token", isRequired: false);
        Optional<string>(table, "error");
        Required<string>(table, "data");
        table.HasIndex("id").IsUnique();

        // Claims read what waits by these, whatever number of published messages is kept beside it.
        table.HasIndex(["position"], "IX_outbox_waiting").HasFilter("published_at IS NULL AND parked_at IS NULL");
        table.HasIndex(["subject", "position"], "IX_outbox_waiting_of_subject").HasFilter("published_at IS NULL");
        table.HasIndex(["lease_token"], "IX_outbox_leased").HasFilter("lease_token IS NOT NULL");
        table.HasIndex(["parked_at"], "IX_outbox_parked").HasFilter("parked_at IS NOT NULL");
        table.HasIndex(["published_at"], "IX_outbox_published").HasFilter("published_at IS NOT NULL");
    }

    private void Inbox(EntityTypeBuilder table)
    {
        Required<string>(table, "consumer");
        Id(table, "message_id");
        table.HasKey("consumer", "message_id");
        Optional<string>(table, "subject");
        Required<long>(table, "received_at");
        table.HasIndex("received_at");
    }

    private void Table(ModelBuilder model, string name, Action<EntityTypeBuilder> describe) =>
        model.SharedTypeEntity<Dictionary<string, object>>(name, table =>
        {
            table.ToTable(name);
            describe(table);
            foreach (var property in table.Metadata.GetProperties().Where(property => property.ClrType == typeof(string)))
            {
                property.SetCollation(dialect?.BinaryCollation);
            }
        });

    /// <summary>A column for the hash of what a row says, by which a server tells what a repeated import changes.</summary>
    private void Hash(EntityTypeBuilder table)
    {
        if (dialect is not null)
        {
            Optional<long?>(table, "content_hash");
        }
    }

    private void Id(EntityTypeBuilder table, string column, bool isRequired = true) =>
        Property(table, isRequired || !id.IsValueType ? id : typeof(Nullable<>).MakeGenericType(id), column, isRequired);

    private static void Property(EntityTypeBuilder table, Type type, string column, bool isRequired) =>
        table.Property(type, column).IsRequired(isRequired).HasColumnOrder(table.Metadata.GetProperties().Count());

    private static void Number(EntityTypeBuilder table, string column)
    {
        table.Property<long>(column).ValueGeneratedOnAdd().HasColumnOrder(0);
        table.HasKey(column);
    }

    private static void Required<T>(EntityTypeBuilder table, params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            table.Property<T>(column).IsRequired().HasColumnOrder(table.Metadata.GetProperties().Count());
        }
    }

    private static void Optional<T>(EntityTypeBuilder table, params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            table.Property<T>(column).IsRequired(false).HasColumnOrder(table.Metadata.GetProperties().Count());
        }
    }
}
