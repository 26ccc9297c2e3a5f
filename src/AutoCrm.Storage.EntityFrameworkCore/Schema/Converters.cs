using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Json;
using AutoCrm.Vehicles;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.Storage.EntityFrameworkCore.Schema;

/// <summary>Ids are kept as 16 bytes, the most significant first, so that the order of the database is that of the ids.</summary>
internal sealed class IdConverter<T>() : ValueConverter<Id<T>, byte[]>(
    id => id.Value.ToByteArray(true),
    bytes => new Id<T>(new Guid(bytes, true)));

internal sealed class InstantConverter() : ValueConverter<Instant, long>(
    instant => instant.ToUnixTimeTicks(),
    ticks => Instant.FromUnixTimeTicks(ticks));

internal sealed class LocalDateConverter() : ValueConverter<LocalDate, string>(
    date => LocalDatePattern.Iso.Format(date),
    text => LocalDatePattern.Iso.Parse(text).Value);

internal sealed class OutletCodeConverter() : ValueConverter<OutletCode, string>(code => code.Value, text => new OutletCode(text));

internal sealed class VinConverter() : ValueConverter<Vin, string>(vin => vin.Value, text => Vin.Parse(text));

internal sealed class LicencePlateConverter() : ValueConverter<LicencePlate, string>(plate => plate.Text, text => new LicencePlate(text));

internal sealed class SourceRefConverter() : ValueConverter<SourceRef, string>(source => source.ToString(), text => SourceRef.Parse(text));

internal sealed class DateTimeZoneConverter() : ValueConverter<DateTimeZone, string>(zone => zone.Id, text => DateTimeZoneProviders.Tzdb[text]);

internal static class JsonConversion
{
    /// <summary>Keeps a part as JSON, for parts that no query looks into.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) => property.HasConversion(
        new ValueConverter<T, string>(value => StoreJson.Write(value), text => StoreJson.Read<T>(text)),
        new ValueComparer<T>((left, right) => ReferenceEquals(left, right), value => 0, value => value));
}
