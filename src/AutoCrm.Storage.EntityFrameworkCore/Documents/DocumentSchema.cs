using System.Globalization;
using System.Text;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>
/// Makes and extends the tables of aggregates and of assessments. A plan compares what definitions declare with what they declared when their tables were changed
/// last. Steps only add: a column that is no longer declared stays, and what cannot be added is refused with one sentence before anything is done.
/// </summary>
internal sealed class DocumentSchema(DocumentTables documents, AssessmentTable assessments, SchemaDialect dialect, IClock clock)
{
    private IEnumerable<DeclaredTable> Tables => [.. documents.All, assessments];

    /// <summary>The steps that bring the tables to what is declared.</summary>
    /// <exception cref="InvalidOperationException">A declared column has changed its type, or a list its members.</exception>
    public async ValueTask<IReadOnlyList<SchemaStep>> PlanAsync(StoreSession session)
    {
        var known = await ListDeclarationsAsync(session).ConfigureAwait(false);
        return [.. Tables.SelectMany(table => Plan(table, known.GetValueOrDefault(table.Component)))];
    }

    /// <summary>The steps for a store that has no tables of aggregates yet.</summary>
    public IReadOnlyList<SchemaStep> PlanFromNothing() => [.. Tables.SelectMany(table => Plan(table, null))];

    /// <summary>The statements by which an administrator makes the tables, and records them, in place of <see cref="ApplyAsync"/>.</summary>
    public string ScriptFromNothing() => Script([]);

    /// <summary>The statements by which an administrator brings the tables to what is declared, and records that, in place of <see cref="ApplyAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">A declared column has changed its type, or a list its members.</exception>
    public async ValueTask<string> ScriptAsync(StoreSession session) => Script(await ListDeclarationsAsync(session).ConfigureAwait(false));

    /// <summary>Carries the steps out in the session's transaction and records what is declared now.</summary>
    /// <exception cref="InvalidOperationException">A column becomes unique, and two stored aggregates have the same value there.</exception>
    public async ValueTask ApplyAsync(StoreSession session, IReadOnlyList<SchemaStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Backfill is { } table)
            {
                await table.BackfillAsync(session).ConfigureAwait(false);
            }
            else if (step.Sql is { } sql)
            {
                if (step.Unique is { } column)
                {
                    await CheckUniqueAsync(session, column).ConfigureAwait(false);
                }

                await session.Prepare(sql).ExecuteAsync().ConfigureAwait(false);
            }
        }

        var known = await ListDeclarationsAsync(session).ConfigureAwait(false);
        foreach (var table in Tables)
        {
            await RecordAsync(session, table, known.GetValueOrDefault(table.Component)).ConfigureAwait(false);
        }
    }

    private string Script(Dictionary<string, Declaration> known)
    {
        var script = new StringBuilder();
        foreach (var table in Tables)
        {
            var before = known.GetValueOrDefault(table.Component);
            var steps = Plan(table, before).ToList();
            var isFilled = steps.Exists(step => step.Backfill is not null);
            if (isFilled)
            {
                script.Append(CultureInfo.InvariantCulture, $"-- left to IStoreSetup.MigrateAsync, which reads the states of {table.Component}:\n");
            }

            foreach (var step in steps)
            {
                script.Append(step.Sql is null ? $"-- {step.Description}\n" : isFilled ? $"-- {step.Sql};\n" : $"{step.Sql};\n");
            }

            if (steps.Count > 0 && !isFilled)
            {
                var name = Literal(table.Component);
                script.Append(CultureInfo.InvariantCulture, $"DELETE FROM store_components WHERE name = {name};\n").Append(
                    CultureInfo.InvariantCulture,
                    $"INSERT INTO store_components (name, declaration, applied_at) VALUES ({name}, {Literal(AutoCrmJson.Serialize(Declare(table, before)))}, {clock.GetCurrentInstant().ToUnixTimeTicks()});\n");
            }
        }

        return script.ToString();
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static Declaration Declare(DeclaredTable table, Declaration? known) => known is null ? table.Declaration : table.Declaration.With(known);

    private static async ValueTask<Dictionary<string, Declaration>> ListDeclarationsAsync(StoreSession session)
    {
        var select = session.Prepare("SELECT name, declaration FROM store_components");
        var declarations = new Dictionary<string, Declaration>(StringComparer.Ordinal);
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            declarations[select.Text(0)] = AutoCrmJson.Deserialize<Declaration>(select.Text(1))!;
        }

        return declarations;
    }

    private static async ValueTask CheckUniqueAsync(StoreSession session, UniqueColumn unique)
    {
        if (await unique.Table.FindDoubledValueAsync(session, unique.Name).ConfigureAwait(false) is { } value)
        {
            throw new InvalidOperationException(
                $"{unique.Table.Component} cannot be stored: its column {unique.Name} is declared unique, and more than one stored aggregate has the value " +
                $"'{value}'. Change all but one of them, or declare the member without unique.");
        }
    }

    private static InvalidOperationException Refused(DeclaredTable table, string what) => new(
        $"{table.Component} cannot be stored: {what}. Columns are only added; declare the member under another name.");

    private IEnumerable<SchemaStep> Plan(DeclaredTable table, Declaration? known)
    {
        var wanted = table.Declaration;
        if (known is null)
        {
            yield return new SchemaStep(
                $"CREATE TABLE {table.Name} ({table.DescribeFixedColumns(dialect)}" +
                $"{string.Concat(wanted.Columns.Select(column => $", {Parameters.Quote(column.Name)} {dialect.TypeOf(column.Type)}"))})",
                $"create the table of {table.Component}");
            foreach (var index in wanted.Columns.Select(column => CreateIndex(table, column)))
            {
                yield return index;
            }

            foreach (var list in table.Lists.SelectMany(CreateList))
            {
                yield return list;
            }

            foreach (var index in wanted.Indexes.Select(index => CreateIndex(table, index.Key, index.Value)))
            {
                yield return index;
            }

            yield break;
        }

        var added = new List<DeclaredColumn>();
        foreach (var column in wanted.Columns)
        {
            var before = known.Columns.FirstOrDefault(other => other.Name == column.Name);
            if (before is null)
            {
                added.Add(column);
                yield return new SchemaStep($"ALTER TABLE {table.Name} ADD COLUMN {Parameters.Quote(column.Name)} {dialect.TypeOf(column.Type)}", $"add {column.Name} to {table.Component}");
            }
            else if (before.Type != column.Type)
            {
                throw Refused(table, $"its column {column.Name} was declared as {before.Type} and is declared as {column.Type} now");
            }
            else if (before.IsStale || before.IsUnique != column.IsUnique)
            {
                added.Add(column);
                yield return new SchemaStep($"DROP INDEX {IndexName(table, column.Name)}", $"drop the index on {column.Name} of {table.Component}");
            }
        }

        foreach (var name in known.Columns.Where(column => !column.IsStale).Select(column => column.Name).Except(wanted.Columns.Select(column => column.Name))
            .Concat(known.Lists.Where(list => !list.IsStale).Select(list => list.Name).Except(wanted.Lists.Select(list => list.Name))))
        {
            yield return new SchemaStep(null, $"keep {name} of {table.Component}, which is no longer declared, as it is");
        }

        var newLists = table.Lists.Where(list => known.Lists.All(other => other.Name != list.List.Name)).ToList();
        foreach (var list in wanted.Lists)
        {
            if (known.Lists.FirstOrDefault(other => other.Name == list.Name) is { } before && !before.Columns.SequenceEqual(list.Columns))
            {
                throw Refused(table, $"the members of its list {list.Name} were declared otherwise before");
            }
        }

        foreach (var list in newLists.SelectMany(CreateList))
        {
            yield return list;
        }

        if (added.Count + newLists.Count > 0 || wanted.Lists.Any(list => known.Lists.Any(other => other.Name == list.Name && other.IsStale)))
        {
            yield return new SchemaStep(null, $"fill the new columns of {table.Component} from its states", table);
        }

        foreach (var column in added)
        {
            yield return CreateIndex(table, column);
        }

        foreach (var (name, _) in known.Indexes.Where(index => !wanted.Indexes.ContainsKey(index.Key)))
        {
            yield return new SchemaStep($"DROP INDEX {name}", $"drop the index {name} of {table.Component}");
        }

        foreach (var (name, columns) in wanted.Indexes.Where(index => !known.Indexes.ContainsKey(index.Key)))
        {
            yield return CreateIndex(table, name, columns);
        }
    }

    /// <summary>Indexes the columns that rows are listed by together, the last one highest first, and the id, which decides between equal ones.</summary>
    private static SchemaStep CreateIndex(DeclaredTable table, string name, IReadOnlyList<string> columns) => new(
        $"CREATE INDEX {name} ON {table.Name} ({string.Join(", ", columns.Select(Parameters.Quote))} DESC, customer_id)",
        $"index {string.Join(", ", columns)} of {table.Component}");

    private static string IndexName(DeclaredTable table, string column) => $"ix_{table.Name}_{column}";

    /// <summary>Missing values are left out of the index: they are not searched for and never compared for uniqueness.</summary>
    private static SchemaStep CreateIndex(DeclaredTable table, DeclaredColumn column) => new(
        $"CREATE {(column.IsUnique ? "UNIQUE " : "")}INDEX {IndexName(table, column.Name)} ON {table.Name} ({Parameters.Quote(column.Name)}) WHERE {Parameters.Quote(column.Name)} IS NOT NULL",
        $"index {column.Name} of {table.Component}",
        Unique: column.IsUnique ? new UniqueColumn(table, column.Name) : null);

    private IEnumerable<SchemaStep> CreateList(DocumentListTable list)
    {
        var columns = list.List.Columns;
        yield return new SchemaStep(
            $"CREATE TABLE {list.Name} (owner_id {dialect.TypeOf(ColumnType.Id)} NOT NULL, ordinal {dialect.TypeOf(ColumnType.Integer)} NOT NULL" +
            $"{string.Concat(columns.Select(column => $", {Parameters.Quote(column.Name)} {dialect.TypeOf(column.Type)}"))}, PRIMARY KEY (owner_id, ordinal))",
            $"create the table of {list.Name}");
        yield return new SchemaStep(
            $"CREATE INDEX ix_{list.Name} ON {list.Name} ({string.Join(", ", columns.Select(column => Parameters.Quote(column.Name)))}, owner_id)", $"index {list.Name}");
    }

    private async ValueTask RecordAsync(StoreSession session, DeclaredTable table, Declaration? known)
    {
        var delete = session.Prepare("DELETE FROM store_components WHERE name = $1");
        delete.BindText(1, table.Component);
        await delete.EnqueueAsync().ConfigureAwait(false);
        var insert = session.Prepare("INSERT INTO store_components (name, declaration, applied_at) VALUES ($1, $2, $3)");
        insert.BindText(1, table.Component);
        insert.BindText(2, AutoCrmJson.Serialize(Declare(table, known)));
        insert.Bind(3, clock.GetCurrentInstant());
        await insert.EnqueueAsync().ConfigureAwait(false);
    }
}
