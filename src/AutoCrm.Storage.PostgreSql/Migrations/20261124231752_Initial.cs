
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AutoCrm.Storage.PostgreSql.Migrations
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
                    run_no = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    as_of = table.Column<long>(type: "bigint", nullable: false),
                    completed_at = table.Column<long>(type: "bigint", nullable: false),
                    customers = table.Column<long>(type: "bigint", nullable: false),
                    written = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assessment_runs", x => x.run_no);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    event_no = table.Column<long>(type: "bigint", nullable: false),
                    system_no = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    occurred_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    superseded_at = table.Column<long>(type: "bigint", nullable: true),
                    outlet = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    vin = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    amount = table.Column<decimal>(type: "numeric", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    margin = table.Column<decimal>(type: "numeric", nullable: true),
                    odometer_km = table.Column<long>(type: "bigint", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    direction = table.Column<long>(type: "bigint", nullable: true),
                    topic = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    score = table.Column<decimal>(type: "numeric", nullable: true),
                    ref_system_no = table.Column<long>(type: "bigint", nullable: true),
                    ref_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    attributes = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    content_hash = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_events", x => x.event_no);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    consumer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    received_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.consumer, x.message_id });
                });

            migrationBuilder.CreateTable(
                name: "lineage",
                columns: table => new
                {
                    entry_no = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: true),
                    undoes = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<long>(type: "bigint", nullable: false),
                    decided_at = table.Column<long>(type: "bigint", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    why = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    records = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    evidence = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lineage", x => x.entry_no);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    occurred_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    data_schema = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    partition_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    trace_parent = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    trace_state = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    shard = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<long>(type: "bigint", nullable: false),
                    not_before = table.Column<long>(type: "bigint", nullable: true),
                    lease_until = table.Column<long>(type: "bigint", nullable: true),
                    parked_at = table.Column<long>(type: "bigint", nullable: true),
                    published_at = table.Column<long>(type: "bigint", nullable: true),
                    lease_owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lease_token = table.Column<Guid>(type: "uuid", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    data = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "replaced_rows",
                columns: table => new
                {
                    replaced_no = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    system_no = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_replaced_rows", x => x.replaced_no);
                });

            migrationBuilder.CreateTable(
                name: "source_records",
                columns: table => new
                {
                    record_no = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    system_no = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    known_since = table.Column<long>(type: "bigint", nullable: false),
                    first_recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: true),
                    gender = table.Column<long>(type: "bigint", nullable: true),
                    marketing_consent = table.Column<long>(type: "bigint", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    family_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    given_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phones = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    birth_date = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    street = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    city = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    postal_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    country = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    outlet = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    attributes = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    content_hash = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_records", x => x.record_no);
                });

            migrationBuilder.CreateTable(
                name: "source_systems",
                columns: table => new
                {
                    system_no = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source_systems", x => x.system_no);
                });

            migrationBuilder.CreateTable(
                name: "stale_customers",
                columns: table => new
                {
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stale_customers", x => x.customer_id);
                });

            migrationBuilder.CreateTable(
                name: "store_components",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    declaration = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    applied_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_store_components", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "vehicle_records",
                columns: table => new
                {
                    vehicle_no = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    system_no = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vin = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    plate = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    make = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    model = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    trim = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fuel = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    first_registered = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    attributes = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    plate_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    model_year = table.Column<long>(type: "bigint", nullable: true),
                    content_hash = table.Column<long>(type: "bigint", nullable: true)
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
                name: "IX_source_records_customer_id_record_no_known_since_system_no_~",
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
