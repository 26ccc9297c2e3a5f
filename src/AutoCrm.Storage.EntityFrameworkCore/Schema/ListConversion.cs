using AutoCrm.Storage.EntityFrameworkCore.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AutoCrm.Storage.EntityFrameworkCore.Schema;

/// <summary>Keeps a list as JSON; it is read as the kind of list that aggregates keep.</summary>
internal static class ListConversion
{
    public static ValueConverter<IReadOnlyList<T>, string> Of<T>() =>
        new(list => StoreJson.Write(list), text => StoreJson.Read<List<T>>(text));

    public static ValueComparer<IReadOnlyList<T>> ByReference<T>() =>
        new((left, right) => ReferenceEquals(left, right), list => 0, list => list);
}
