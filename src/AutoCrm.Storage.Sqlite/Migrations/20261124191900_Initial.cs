using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AutoCrm.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "assessment_runs",
                columns: table => new
                {
                    run_no = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    as_of = table.Column<long>(type: "INTEGER", nullable: false),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    customers = table.Column<long>(type: "INTEGER", nullable: false),
                    written = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assessment_runs", x => x.run_no);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    event_no = table.Column<long>(type: "INTEGER", nullable: false),
                    system_no = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    superseded_at = table.Column<long>(type: "INTEGER", nullable: true),
                    outlet = table.Column<string>(type: "TEXT", nullable: true),
                    vin = table.Column<string>(type: "TEXT", nullable: true),
                    amount = table.Column<string>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: true),
                    margin = table.Column<string>(type: "TEXT", nullable: true),
                    odometer_km = table.Column<long>(type: "INTEGER", nullable: true),
                    channel = table.Column<string>(type: "TEXT", nullable: true),
                    direction = table.Column<long>(type: "INTEGER", nullable: true),
                    topic = table.Column<string>(type: "TEXT", nullable: true),
                    score = table.Column<string>(type: "TEXT", nullable: true),
                    ref_system_no = table.Column<long>(type: "INTEGER", nullable: true),
                    ref_key = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    attributes = table.Column<string>(type: "TEXT", nullable: true),
                    payload = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_events", x => x.event_no);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    consumer = table.Column<string>(type: "TEXT", nullable: false),
                    message_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.consumer, x.message_id });
                });

            migrationBuilder.CreateTable(
                name: "lineage",
                columns: table => new
                {
                    entry_no = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    customer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    other_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    undoes = table.Column<byte[]>(type: "BLOB", nullable: true),
                    kind = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    records = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lineage", x => x.entry_no);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    position = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    data_schema = table.Column<string>(type: "TEXT", nullable: true),
                    partition_key = table.Column<string>(type: "TEXT", nullable: false),
                    trace_parent = table.Column<string>(type: "TEXT", nullable: true),
                    trace_state = table.Column<string>(type: "TEXT", nullable: true),
                    shard = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<long>(type: "INTEGER", nullable: false),
                    not_before = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    parked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_owner = table.Column<string>(type: "TEXT", nullable: true),
                    lease_token = table.Column<byte[]>(type: "BLOB", nullable: true),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "replaced_rows",
                columns: table => new
                {
                    replaced_no = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    system_no = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_replaced_rows", x => x.replaced_no);
                });

            migrationBuilder.CreateTable(
                name: "source_records",
                columns: table => new
                {
                    record_no = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    system_no = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    customer_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name_key = table.Column<string>(type: "TEXT", nullable: true),
                    known_since = table.Column<long>(type: "INTEGER", nullable: false),
                    first_recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    gender = table.Column<long>(type: "INTEGER", nullable: true),
                    marketing_consent = table.Column<long>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    family_name = table.Column<string>(type: "TEXT", nullable: true),
                    given_name = table.Column<string>(type: "TEXT", nullable: true),
                    phones = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    birth_date = table.Column<string>(type: "TEXT", nullable: true),
                    street = table.Column<string>(type: "TEXT", nullable: true),
                    city = table.Column<string>(type: "TEXT", nullable: true),
                    postal_code = table.Column<string>(type: "TEXT", nullable: true),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    outlet = table.Column<string>(type: "TEXT", nullable: true),
                    attributes = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_records", x => x.record_no);
                });

            migrationBuilder.CreateTable(
                name: "source_systems",
                columns: table => new
                {
                    system_no = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_systems", x => x.system_no);
                });

            migrationBuilder.CreateTable(
                name: "stale_customers",
                columns: table => new
                {
                    customer_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stale_customers", x => x.customer_id);
                });

            migrationBuilder.CreateTable(
                name: "store_components",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    declaration = table.Column<string>(type: "TEXT", nullable: false),
                    applied_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_store_components", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "vehicle_records",
                columns: table => new
                {
                    vehicle_no = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    system_no = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    vin = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    plate = table.Column<string>(type: "TEXT", nullable: true),
                    make = table.Column<string>(type: "TEXT", nullable: true),
                    model = table.Column<string>(type: "TEXT", nullable: true),
                    trim = table.Column<string>(type: "TEXT", nullable: true),
                    fuel = table.Column<string>(type: "TEXT", nullable: true),
                    first_registered = table.Column<string>(type: "TEXT", nullable: true),
                    attributes = table.Column<string>(type: "TEXT", nullable: true),
                    plate_key = table.Column<string>(type: "TEXT", nullable: true),
                    model_year = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_vehicle_records", x => x.vehicle_no);
                });

            migrationBuilder.CreateIndex(
                name: "IX_events_superseded",
                table: "events",
                columns: new[] { "system_no", "key" },
                filter: "superseded_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_events_system_no_key",
                table: "events",
                columns: new[] { "system_no", "key" },
                unique: true,
                filter: "superseded_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_events_vin",
                table: "events",
                columns: new[] { "vin", "occurred_at" },
                filter: "vin IS NOT NULL AND superseded_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_received_at",
                table: "inbox",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "IX_lineage_customer_id",
                table: "lineage",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "IX_lineage_id",
                table: "lineage",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_lineage_kind",
                table: "lineage",
                column: "kind",
                filter: "kind >= 2");

            migrationBuilder.CreateIndex(
                name: "IX_lineage_other_id",
                table: "lineage",
                column: "other_id",
                filter: "other_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_id",
                table: "outbox",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_leased",
                table: "outbox",
                column: "lease_token",
                filter: "lease_token IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_parked",
                table: "outbox",
                column: "parked_at",
                filter: "parked_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_published",
                table: "outbox",
                column: "published_at",
                filter: "published_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_waiting",
                table: "outbox",
                column: "position",
                filter: "published_at IS NULL AND parked_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_waiting_of_subject",
                table: "outbox",
                columns: new[] { "subject", "position" },
                filter: "published_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_replaced_rows_kind_system_no_key",
                table: "replaced_rows",
                columns: new[] { "kind", "system_no", "key" });

            migrationBuilder.CreateIndex(
                name: "IX_source_records_customer_id_record_no_known_since_system_no_key",
                table: "source_records",
                columns: new[] { "customer_id", "record_no", "known_since", "system_no", "key" },
                filter: "customer_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_source_records_name_key",
                table: "source_records",
                column: "name_key");

            migrationBuilder.CreateIndex(
                name: "IX_source_records_system_no_key",
                table: "source_records",
                columns: new[] { "system_no", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_source_systems_name",
                table: "source_systems",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_vehicle_records_plate_key",
                table: "vehicle_records",
                column: "plate_key",
                filter: "plate_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_vehicle_records_system_no_key",
                table: "vehicle_records",
                columns: new[] { "system_no", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_vehicle_records_vin",
                table: "vehicle_records",
                column: "vin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "assessment_runs");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "lineage");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "replaced_rows");

            migrationBuilder.DropTable(
                name: "source_records");

            migrationBuilder.DropTable(
                name: "source_systems");

            migrationBuilder.DropTable(
                name: "stale_customers");

            migrationBuilder.DropTable(
                name: "store_components");

            migrationBuilder.DropTable(
                name: "vehicle_records");
        }
    }
}
