using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>
/// Writes one kind of aggregate as the model maps it: its own columns, those of the parts it owns one of, and the rows of
/// the parts it owns many of.
/// </summary>
internal sealed class AggregateTable
{
    private readonly List<Column> columns = [];
    private readonly List<Part> parts = [];
    private readonly string insert;
    private readonly string update;
    private readonly string delete;
    private readonly int version;

    public AggregateTable(IEntityType entity)
    {
        var table = entity.GetTableName()!;
        AddColumns(entity, aggregate => aggregate);
        foreach (var navigation in entity.GetNavigations().Where(navigation => navigation.TargetEntityType.IsOwned()))
        {
            if (navigation.IsCollection)
            {
                parts.Add(new Part(navigation));
            }
            else
            {
                AddColumns(navigation.TargetEntityType, aggregate => navigation.GetGetter().GetClrValue(aggregate));
            }
        }

        version = columns.FindIndex(column => column.Name == "version");
        var names = string.Join(", ", columns.Select(column => column.Name));
        insert = $"INSERT INTO {table} ({names}) VALUES ({Parameters.From(1, columns.Count)}) ON CONFLICT DO NOTHING";
        update = $"UPDATE {table} SET {Parameters.Assign(names, 1)} WHERE id = ${columns.Count + 1} AND version = ${columns.Count + 2}";
        delete = $"DELETE FROM {table} WHERE id = $1 AND version = $2";
    }

    /// <summary>Inserts as version 1, answering <see langword="false"/> where the id is taken.</summary>
    public bool TryInsert(StoreSession session, AggregateRoot aggregate)
    {
        var statement = session.Prepare(insert);
        Bind(statement, aggregate);
        if (statement.Execute() == 0)
        {
            return false;
        }

        InsertParts(session, aggregate);
        return true;
    }

    /// <summary>Updates to the next version, answering <see langword="false"/> where the version read is not there any more.</summary>
    public bool TryUpdate(StoreSession session, AggregateRoot aggregate)
    {
        var statement = session.Prepare(update);
        Bind(statement, aggregate);
        statement.Bind(columns.Count + 1, aggregate.Key);
        statement.Bind(columns.Count + 2, (long)aggregate.Version);
        if (statement.Execute() == 0)
        {
            return false;
        }

        foreach (var part in parts)
        {
            part.Clear(session, aggregate);
        }

        InsertParts(session, aggregate);
        return true;
    }

    /// <summary>Deletes, answering <see langword="false"/> where the version read is not there any more.</summary>
    public bool TryDelete(StoreSession session, AggregateRoot aggregate)
    {
        foreach (var part in parts)
        {
            part.Clear(session, aggregate);
        }

        var statement = session.Prepare(delete);
        statement.Bind(1, aggregate.Key);
        statement.Bind(2, (long)aggregate.Version);
        return statement.Execute() == 1;
    }

    private void AddColumns(IEntityType entity, Func<object, object?> part)
    {
        foreach (var property in entity.GetProperties().Where(property => !property.IsShadowProperty()))
        {
            columns.Add(new Column(property, part));
        }
    }

    private void Bind(SqlStatement statement, AggregateRoot aggregate)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            statement.BindObject(i + 1, columns[i].Read(aggregate));
        }

        statement.Bind(version + 1, aggregate.Version + 1L);
    }

    private void InsertParts(StoreSession session, AggregateRoot aggregate)
    {
        foreach (var part in parts)
        {
            part.Insert(session, aggregate);
        }
    }

    /// <summary>A column, and how its value is read of the object that the row is made from.</summary>
    private sealed class Column(IProperty property, Func<object, object?> part)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?> convert = property.GetTypeMapping().Converter?.ConvertToProvider ?? (value => value);

        public string Name { get; } = property.GetColumnName();

        public object? Read(object whole) => part(whole) is { } of ? convert(getter.GetClrValue(of)) : null;
    }

    /// <summary>The rows of a list, kept in its order.</summary>
    private sealed class Part
    {
        private readonly IClrPropertyGetter list;
        private readonly List<Column> columns;
        private readonly string insert;
        private readonly string clear;

        public Part(INavigation navigation)
        {
            var entity = navigation.TargetEntityType;
            list = navigation.GetGetter();
            columns = [.. entity.GetProperties().Where(property => !property.IsShadowProperty()).Select(property => new Column(property, part => part))];
            var owner = navigation.ForeignKey.Properties[0].GetColumnName();
            var ordinal = entity.FindProperty(CustomerMapping.Ordinal)!.GetColumnName();
            insert = $"INSERT INTO {entity.GetTableName()} ({owner}, {ordinal}, {string.Join(", ", columns.Select(column => column.Name))}) " +
                $"VALUES ({Parameters.From(1, columns.Count + 2)})";
            clear = $"DELETE FROM {entity.GetTableName()} WHERE {owner} = $1";
        }

        public void Insert(StoreSession session, AggregateRoot aggregate)
        {
            var statement = session.Prepare(insert);
            var ordinal = 0;
            foreach (var element in (System.Collections.IEnumerable)list.GetClrValue(aggregate)!)
            {
                statement.Bind(1, aggregate.Key);
                statement.Bind(2, (long)ordinal++);
                for (var i = 0; i < columns.Count; i++)
                {
                    statement.BindObject(i + 3, columns[i].Read(element));
                }

                statement.Execute();
            }
        }

        public void Clear(StoreSession session, AggregateRoot aggregate)
        {
            var statement = session.Prepare(clear);
            statement.Bind(1, aggregate.Key);
            statement.Execute();
        }
    }
}
