using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>What a source record says, as columns of <c>source_records</c>.</summary>
internal static class RecordColumns
{
    public const string Names =
        "kind, name, family_name, given_name, phones, email, birth_date, gender, street, city, postal_code, country, language, outlet, " +
        "marketing_consent, updated_at, recorded_at, attributes, name_key";

    public const int Count = 19;

    /// <summary>The parameter of the name's key, which is derived from the name, counted from 0.</summary>
    private const int NameKeyPlace = 18;

    /// <summary>Binds all of <see cref="Names"/>, beginning with the parameter <paramref name="first"/>.</summary>
    public static void Bind(RowBinder statement, int first, SourceRecord record)
    {
        BindContent(statement, first, record);
        statement.Bind(first + NameKeyPlace, record.Name is null ? null : NameKey.Of(record.Name).Latin);
    }

    /// <summary>Binds what the record says: all columns but the last one, which is derived from the name.</summary>
    public static void BindContent(RowBinder statement, int first, SourceRecord record)
    {
        statement.Bind(first, (long)record.Kind);
        statement.Bind(first + 1, record.Name?.FullName);
        statement.Bind(first + 2, record.Name?.Family);
        statement.Bind(first + 3, record.Name?.Given);
        statement.Bind(first + 4, record.Phones.Count == 0 ? null : AutoCrmJson.Serialize(record.Phones));
        statement.Bind(first + 5, record.Email is null ? null : AutoCrmJson.Serialize(record.Email));
        statement.Bind(first + 6, record.BirthDate);
        statement.Bind(first + 7, (long?)record.Gender);
        statement.Bind(first + 8, record.Address?.Street);
        statement.Bind(first + 9, record.Address?.City);
        statement.Bind(first + 10, record.Address?.PostalCode);
        statement.Bind(first + 11, record.Address?.Country);
        statement.Bind(first + 12, record.Language);
        statement.Bind(first + 13, record.Outlet?.Value);
        statement.Bind(first + 14, record.MarketingConsent is { } consent ? (consent ? 1L : 0L) : null);
        statement.Bind(first + 15, record.UpdatedAt);
        statement.Bind(first + 16, record.RecordedAt);
        statement.Bind(first + 17, record.Attributes.Count == 0 ? null : AutoCrmJson.Serialize(record.Attributes));
    }

    /// <summary>Reads all of <see cref="Names"/>, beginning with the column <paramref name="first"/>.</summary>
    public static SourceRecord Read(SqlStatement row, int first, SourceRef source) => new()
    {
        Source = source,
        Kind = (CustomerKind)row.Int64(first),
        Name = row.IsNull(first + 1) ? null : new CustomerName(row.Text(first + 1), row.TextOrNull(first + 2), row.TextOrNull(first + 3)),
        Phones = row.IsNull(first + 4) ? [] : AutoCrmJson.Deserialize<ContactPoint[]>(row.Bytes(first + 4))!,
        Email = row.IsNull(first + 5) ? null : AutoCrmJson.Deserialize<ContactPoint>(row.Bytes(first + 5))!,
        BirthDate = row.DateOrNull(first + 6),
        Gender = row.IsNull(first + 7) ? null : (Gender)row.Int64(first + 7),
        Address = Address(row, first + 8),
        Language = row.PooledStringOrNull(first + 12),
        Outlet = row.IsNull(first + 13) ? null : new OutletCode(row.PooledString(first + 13)),
        MarketingConsent = row.IsNull(first + 14) ? null : row.Int64(first + 14) == 1,
        UpdatedAt = row.InstantOrNull(first + 15),
        RecordedAt = row.Instant(first + 16),
        Attributes = row.IsNull(first + 17) ? Attributes.None : AutoCrmJson.Deserialize<Attributes>(row.Bytes(first + 17))!,
    };

    private static PostalAddress? Address(SqlStatement row, int first)
    {
        var address = new PostalAddress(row.TextOrNull(first), row.PooledStringOrNull(first + 1), row.PooledStringOrNull(first + 2), row.PooledStringOrNull(first + 3));
        return address.IsEmpty ? null : address;
    }
}
