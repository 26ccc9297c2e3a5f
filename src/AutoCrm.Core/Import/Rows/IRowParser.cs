namespace AutoCrm.Import;

/// <summary>Parses the rows of one file into items.</summary>
/// <typeparam name="T">What a row is read into.</typeparam>
public interface IRowParser<out T>
    where T : class
{
    /// <summary>Parses the current row. The item counts only if the row has no problem; <see langword="null"/> where there is one.</summary>
    T? Parse();
}
