using System.Reflection;
using AutoCrm.SharedKernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>Describes the tables of aggregates to EF Core, which translates specifications over their declared columns.</summary>
internal static class DocumentModel
{
    public const string Id = "id";
    public const string Owner = "owner_id";

    private static readonly MethodInfo DescribeColumn =
        typeof(DocumentModel).GetMethod(nameof(Column), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static void Describe(ModelBuilder model, DocumentTables tables, SchemaDialect dialect)
    {
        foreach (var table in tables.All)
        {
            model.SharedTypeEntity<Dictionary<string, object>>(table.Name, entity =>
            {
                entity.ToTable(table.Name);
                Add(entity, dialect, Id, typeof(Id<>).MakeGenericType(table.Definition.AggregateType), ColumnType.Id);
                entity.HasKey(Id);
                entity.IndexerProperty<int>("version");
                entity.IndexerProperty<int>("state_version");
                entity.IndexerProperty<string>("content").IsRequired();
                foreach (var column in table.Definition.Columns)
                {
                    Add(entity, dialect, column.Name, column.MemberType, column.Type);
                }
            });
            foreach (var list in table.Lists)
            {
                model.SharedTypeEntity<Dictionary<string, object>>(list.Name, entity =>
                {
                    entity.ToTable(list.Name);
                    Add(entity, dialect, Owner, typeof(Id<>).MakeGenericType(table.Definition.AggregateType), ColumnType.Id);
                    entity.IndexerProperty<int>("ordinal");
                    entity.HasKey(Owner, "ordinal");
                    foreach (var column in list.List.Columns)
                    {
                        Add(entity, dialect, column.Name, column.MemberType, column.Type);
                    }
                });
            }
        }
    }

    private static void Add(EntityTypeBuilder entity, SchemaDialect dialect, string name, Type type, ColumnType columnType)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        DescribeColumn.MakeGenericMethod(value).Invoke(null, [entity, dialect, name, type, columnType]);
    }

    private static void Column<T>(EntityTypeBuilder entity, SchemaDialect dialect, string name, Type type, ColumnType columnType)
        where T : notnull
    {
        var property = entity.IndexerProperty(type, name);
        property.IsRequired(type.IsValueType && Nullable.GetUnderlyingType(type) is null);
        if (ConverterOf<T>(columnType, dialect.HasExactTypes) is { } converter)
        {
            property.HasConversion(converter);
        }
    }

    /// <summary>How a value is compared in the database. Columns are never read back, so the other direction is not needed.</summary>
    private static ValueConverter? ConverterOf<T>(ColumnType type, bool hasExactTypes)
        where T : notnull => type switch
    {
        ColumnType.Id when hasExactTypes => new ValueConverter<T, Guid>(value => (Guid)ColumnValue.Of(value)!, id => default!),
        ColumnType.Id => new ValueConverter<T, byte[]>(value => Bytes(value), bytes => default!),
        ColumnType.Instant => new ValueConverter<Instant, long>(value => value.ToUnixTimeTicks(), ticks => default),
        ColumnType.Date => new ValueConverter<LocalDate, string>(value => LocalDatePattern.Iso.Format(value), text => default),
        ColumnType.Decimal when !hasExactTypes => new ValueConverter<decimal, string>(value => SortableDecimal.Format(value), text => default),
        ColumnType.Text when typeof(T) != typeof(string) => new ValueConverter<T, string>(value => ((ITextValue)value).Text, text => default!),
        ColumnType.Integer when typeof(T).IsEnum => new ValueConverter<T, long>(value => Number(value), number => default!),
        _ => null,
    };

    private static byte[] Bytes<T>(T value) => ((Guid)ColumnValue.Of(value)!).ToByteArray(bigEndian: true);

    private static long Number<T>(T value) => (long)ColumnValue.Of(value)!;
}
