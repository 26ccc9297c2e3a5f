using System.Text.Json;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>
/// Makes and extends the tables of aggregates. A plan compares what definitions declare with what they declared when their tables were changed
/// last. Steps only add: a column that is no longer declared stays, and what cannot be added is refused with one sentence before anything is done.
/// </summary>
internal sealed class DocumentSchema(DocumentTables tables, SchemaDialect dialect, IClock clock)
{
    /// <summary>The steps that bring the tables to what is declared.</summary>
    /// <exception cref="InvalidOperationException">A declared column has changed its type, or a list its members.</exception>
    public IReadOnlyList<SchemaStep> Plan(StoreSession session) =>
        [.. tables.All.SelectMany(table => Plan(table, FindDeclaration(session, table.Definition.Name)))];

    /// <summary>The steps for a store that has no tables of aggregates yet.</summary>
    public IReadOnlyList<SchemaStep> PlanFromNothing() => [.. tables.All.SelectMany(table => Plan(table, null))];

    /// <summary>Carries the steps out in the session's transaction and records what is declared now.</summary>
    /// <exception cref="InvalidOperationException">A column becomes unique, and two stored aggregates have the same value there.</exception>
    public void Apply(StoreSession session, IReadOnlyList<SchemaStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Backfill is { } table)
            {
                Backfill(session, table);
            }
            else if (step.Sql is { } sql)
            {
                if (step.Unique is { } column)
                {
                    CheckUnique(session, column);
                }

                session.Prepare(sql).Execute();
            }
        }

        foreach (var table in tables.All)
        {
            Record(session, table.Definition);
        }
    }

    private static Declaration? FindDeclaration(StoreSession session, string name)
    {
        var select = session.Prepare("SELECT declaration FROM store_components WHERE name = $1");
        select.BindText(1, name);
        if (!select.Read())
        {
            return null;
        }

        var text = select.Text(0);
        select.Reset();
        return JsonSerializer.Deserialize<Declaration>(text, AutoCrmJson.Options);
    }

    /// <summary>Fills the columns and list tables from the states, a page of aggregates at a time.</summary>
    private static void Backfill(StoreSession session, DocumentTable table)
    {
        const int Page = 500;
        var page = session.Prepare($"SELECT id, version, state_version, content FROM {table.Name} WHERE id > $1 ORDER BY id LIMIT $2");
        var aggregates = new List<AggregateRoot>();
        var last = Guid.Empty;
        do
        {
            aggregates.Clear();
            page.Bind(1, last);
            page.Bind(2, (long)Page);
            while (page.Read())
            {
                aggregates.Add(table.Definition.Deserialize(page.Text(3), (int)page.Int64(2), (int)page.Int64(1)));
                last = page.Guid(0);
            }

            foreach (var aggregate in aggregates)
            {
                table.FillColumns(session, aggregate);
            }
        }
        while (aggregates.Count == Page);
    }

    private static void CheckUnique(StoreSession session, UniqueColumn unique)
    {
        var (table, name) = (unique.Table, Parameters.Quote(unique.Name));
        var select = session.Prepare(
            $"SELECT version, state_version, content FROM {table.Name} WHERE {name} = " +
            $"(SELECT {name} FROM {table.Name} WHERE {name} IS NOT NULL GROUP BY {name} HAVING count(*) > 1 ORDER BY {name} LIMIT 1) LIMIT 1");
        if (!select.Read())
        {
            return;
        }

        var aggregate = table.Definition.Deserialize(select.Text(2), (int)select.Int64(1), (int)select.Int64(0));
        select.Reset();
        var column = table.Definition.Columns.First(declared => declared.Name == unique.Name);
        throw new InvalidOperationException(
            $"{table.Definition.Name} cannot be stored: its column {column.Name} is declared unique, and more than one stored aggregate has the value " +
            $"'{column.Read(aggregate)}'. Change all but one of them, or declare the member without unique.");
    }

    private static InvalidOperationException Refused(DocumentTable table, string what) => new(
        $"{table.Definition.Name} cannot be stored: {what}. Columns are only added; declare the member under another name.");

    private IEnumerable<SchemaStep> Plan(DocumentTable table, Declaration? known)
    {
        var wanted = Declaration.Of(table.Definition);
        if (known is null)
        {
            yield return new SchemaStep(
                $"CREATE TABLE {table.Name} (id {dialect.TypeOf(ColumnType.Id)} NOT NULL PRIMARY KEY, version {dialect.TypeOf(ColumnType.Integer)} NOT NULL, " +
                $"state_version {dialect.TypeOf(ColumnType.Integer)} NOT NULL, content {dialect.TypeOf(ColumnType.Text)} NOT NULL" +
                $"{string.Concat(wanted.Columns.Select(column => $", {Parameters.Quote(column.Name)} {dialect.TypeOf(column.Type)}"))})",
                $"create the table of {table.Definition.Name}");
            foreach (var index in wanted.Columns.Select(column => CreateIndex(table, column)))
            {
                yield return index;
            }

            foreach (var list in table.Lists.SelectMany(CreateList))
            {
                yield return list;
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
                yield return new SchemaStep($"ALTER TABLE {table.Name} ADD COLUMN {Parameters.Quote(column.Name)} {dialect.TypeOf(column.Type)}", $"add {column.Name} to {table.Definition.Name}");
            }
            else if (before.Type != column.Type)
            {
                throw Refused(table, $"its column {column.Name} was declared as {before.Type} and is declared as {column.Type} now");
            }
            else if (before.IsStale || before.IsUnique != column.IsUnique)
            {
                added.Add(column);
                yield return new SchemaStep($"DROP INDEX {IndexName(table, column.Name)}", $"drop the index on {column.Name} of {table.Definition.Name}");
            }
        }

        foreach (var name in known.Columns.Where(column => !column.IsStale).Select(column => column.Name).Except(wanted.Columns.Select(column => column.Name))
            .Concat(known.Lists.Where(list => !list.IsStale).Select(list => list.Name).Except(wanted.Lists.Select(list => list.Name))))
        {
            yield return new SchemaStep(null, $"keep {name} of {table.Definition.Name}, which is no longer declared, as it is");
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
            yield return new SchemaStep(null, $"fill the new columns of {table.Definition.Name} from its states", table);
        }

        foreach (var column in added)
        {
            yield return CreateIndex(table, column);
        }
    }

    private static string IndexName(DocumentTable table, string column) => $"ix_{table.Name}_{column}";

    /// <summary>Missing values are left out of the index: they are not searched for and never compared for uniqueness.</summary>
    private static SchemaStep CreateIndex(DocumentTable table, DeclaredColumn column) => new(
        $"CREATE {(column.IsUnique ? "UNIQUE " : "")}INDEX {IndexName(table, column.Name)} ON {table.Name} ({Parameters.Quote(column.Name)}) WHERE {Parameters.Quote(column.Name)} IS NOT NULL",
        $"index {column.Name} of {table.Definition.Name}",
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

    private void Record(StoreSession session, AggregateDefinition definition)
    {
        var known = FindDeclaration(session, definition.Name);
        var declared = known is null ? Declaration.Of(definition) : Declaration.Of(definition).With(known);
        var delete = session.Prepare("DELETE FROM store_components WHERE name = $1");
        delete.BindText(1, definition.Name);
        delete.Execute();
        var insert = session.Prepare("INSERT INTO store_components (name, declaration, applied_at) VALUES ($1, $2, $3)");
        insert.BindText(1, definition.Name);
        insert.BindText(2, JsonSerializer.Serialize(declared, AutoCrmJson.Options));
        insert.Bind(3, clock.GetCurrentInstant());
        insert.Execute();
    }
}
