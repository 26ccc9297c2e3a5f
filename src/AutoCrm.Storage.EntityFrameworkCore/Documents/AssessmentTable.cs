using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>
/// The table of assessments: a row per customer with the latest one and the one before, and a column for every figure that the sections declare.
/// </summary>
internal sealed class AssessmentTable : DeclaredTable
{
    private const string Stored = "customer_id, revision, as_of, valid_until, content, previous_as_of, previous_valid_until, previous_content";

    private readonly AssessmentDefinitions definitions;
    private readonly string insert;
    private readonly string update;
    private readonly string fill;

    public AssessmentTable(AssessmentDefinitions definitions)
    {
        this.definitions = definitions;
        RowColumns =
        [
            new("customer_id", ColumnType.Id), new("revision", ColumnType.Integer), new("as_of", ColumnType.Instant), new("valid_until", ColumnType.Instant),
            new("content", ColumnType.Text), .. definitions.Columns.Select(column => new RelationalColumn(column.Name, column.Type)),
        ];
        string[] columns = [.. definitions.Columns.Select(column => Parameters.Quote(column.Name))];
        var names = string.Join(", ", ["revision", "as_of", "valid_until", "content", .. columns]);
        insert = $"INSERT INTO assessments ({names}, customer_id) VALUES ({Parameters.From(1, 5 + columns.Length)}) ON CONFLICT DO NOTHING";
        update = "UPDATE assessments SET previous_as_of = as_of, previous_valid_until = valid_until, previous_content = content, " +
            $"{Parameters.Assign(names, 1)} WHERE customer_id = ${5 + columns.Length} AND revision = ${6 + columns.Length}";
        fill = $"UPDATE assessments SET {Parameters.Assign(string.Join(", ", columns), 1)} WHERE customer_id = ${1 + columns.Length}";
    }

    /// <summary>The columns of a revision that is stored, the customer first.</summary>
    public IReadOnlyList<RelationalColumn> RowColumns { get; }

    public override string Component => "assessments";

    public override string Name => "assessments";

    public override Declaration Declaration =>
        new([.. definitions.Columns.Select(column => new DeclaredColumn(column.Name, column.Type, IsUnique: false))], [])
        {
            Indexes = definitions.All.SelectMany(definition => definition.Indexes).ToDictionary(
                index => $"ix_assessments_by_{string.Join("_", index.Select(column => column.Name))}", index => (IReadOnlyList<string>)[.. index.Select(column => column.Name)]),
        };

    public override string DescribeFixedColumns(SchemaDialect dialect)
    {
        var (id, number, instant, text) = (
            dialect.TypeOf(ColumnType.Id), dialect.TypeOf(ColumnType.Integer), dialect.TypeOf(ColumnType.Instant), dialect.TypeOf(ColumnType.Text));
        return $"customer_id {id} NOT NULL PRIMARY KEY, revision {number} NOT NULL, as_of {instant} NOT NULL, valid_until {instant}, content {text} NOT NULL, " +
            $"previous_as_of {instant}, previous_valid_until {instant}, previous_content {text}";
    }

    /// <summary>Prepares the assessment of a customer, for <see cref="FindAsync"/>.</summary>
    public static SqlStatement Select(StoreSession session, Id<Customer> customer, int copy = 0)
    {
        var select = session.Prepare($"SELECT {Stored} FROM assessments WHERE customer_id = $1", copy);
        select.Bind(1, customer);
        return select;
    }

    /// <summary>The assessment of a customer, or <see langword="null"/>.</summary>
    public static async ValueTask<StoredAssessment?> FindAsync(SqlStatement select)
    {
        if (!await select.ReadAsync().ConfigureAwait(false))
        {
            return null;
        }

        var found = Read(select);
        select.Reset();
        return found;
    }

    public static async IAsyncEnumerable<StoredAssessment> StreamAsync(StoreSession session, CustomerRange range)
    {
        var select = session.Prepare($"SELECT {Stored} FROM assessments WHERE customer_id > $1 AND customer_id <= $2 ORDER BY customer_id");
        Stores.RecordQueries.Bind(select, 1, range);
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            yield return Read(select);
        }
    }

    /// <summary>Binds a row of <see cref="RowColumns"/>.</summary>
    public static void BindRow(RowBinder row, AssessmentChange change)
    {
        row.Bind(1, change.Customer);
        BindRevision(row, 2, change);
    }

    /// <summary>Stores the next revision, answering <see langword="false"/> where another one is stored than it follows.</summary>
    public async ValueTask<bool> TrySaveAsync(StoreSession session, AssessmentChange change)
    {
        var count = change.Columns.Count;
        var statement = session.Prepare(change.ExpectedRevision == 0 ? insert : update);
        BindRevision(statement, 1, change);
        statement.Bind(5 + count, change.Customer);
        if (change.ExpectedRevision > 0)
        {
            statement.Bind(6 + count, (long)change.ExpectedRevision);
        }

        return await statement.ExecuteAsync().ConfigureAwait(false) == 1;
    }

    public static ValueTask<int> DeleteMergedAsync(StoreSession session) =>
        session.Prepare("DELETE FROM assessments WHERE customer_id IN (SELECT id FROM customers WHERE merged_into IS NOT NULL)").ExecuteAsync();

    public override async ValueTask BackfillAsync(StoreSession session)
    {
        const int Page = 500;
        var page = session.Prepare($"SELECT {Stored} FROM assessments WHERE customer_id > $1 ORDER BY customer_id LIMIT $2");
        var found = new List<StoredAssessment>();
        var last = Id<Customer>.Empty;
        do
        {
            found.Clear();
            page.Bind(1, last);
            page.Bind(2, (long)Page);
            while (await page.ReadAsync().ConfigureAwait(false))
            {
                found.Add(Read(page));
            }

            foreach (var stored in found)
            {
                await FillAsync(session, stored).ConfigureAwait(false);
                last = stored.Customer;
            }
        }
        while (found.Count == Page);
    }

    public static StoredAssessment Read(SqlStatement row) => new(
        row.Id<Customer>(0),
        (int)row.Int64(1),
        new AssessmentDocument(row.Instant(2), row.InstantOrNull(3), row.Bytes(4).ToArray()),
        row.IsNull(5) ? null : new AssessmentDocument(row.Instant(5), row.InstantOrNull(6), row.Bytes(7).ToArray()));

    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public static string Columns => Stored;

    private static void BindRevision(RowBinder row, int first, AssessmentChange change)
    {
        row.Bind(first, change.ExpectedRevision + 1L);
        row.Bind(first + 1, change.Document.AsOf);
        row.Bind(first + 2, change.Document.ValidUntil);
        row.BindUtf8(first + 3, change.Document.Content.Span);
        for (var i = 0; i < change.Columns.Count; i++)
        {
            row.BindColumn(first + 4 + i, change.Columns[i]);
        }
    }

    private async ValueTask FillAsync(StoreSession session, StoredAssessment stored)
    {
        var values = definitions.ReadColumns(definitions.Read(stored));
        var statement = session.Prepare(fill);
        for (var i = 0; i < values.Count; i++)
        {
            statement.BindColumn(1 + i, values[i]);
        }

        statement.Bind(1 + values.Count, stored.Customer);
        await statement.EnqueueAsync().ConfigureAwait(false);
    }
}
