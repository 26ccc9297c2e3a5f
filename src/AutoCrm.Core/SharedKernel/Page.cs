using System.Collections;
using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>A part of a list, and where the next part begins. Pages go on by the keys of the last item, so what is added or removed meanwhile shifts nothing.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="items">The items, in the order of the list.</param>
/// <param name="next">Where the next page begins.</param>
[JsonConverter(typeof(PageJsonConverterFactory))]
public sealed class Page<T>(IReadOnlyList<T> items, string? next) : IReadOnlyList<T>
{
    /// <summary>The items, in the order of the list.</summary>
    public IReadOnlyList<T> Items => items;

    /// <summary>Where the next page begins, for <see cref="PageRequest.After"/>; <see langword="null"/> if this is the last page.</summary>
    public string? Next => next;

    /// <inheritdoc/>
    public int Count => items.Count;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
