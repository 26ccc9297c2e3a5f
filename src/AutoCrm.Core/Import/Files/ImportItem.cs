namespace AutoCrm.Import;

/// <summary>An item of a file.</summary>
/// <typeparam name="T">What a row is read into.</typeparam>
/// <param name="Item">The item.</param>
/// <param name="Line">The 1-based line on which its row starts.</param>
public readonly record struct ImportItem<T>(T Item, long Line);
