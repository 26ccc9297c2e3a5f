namespace AutoCrm.Import;

/// <summary>A file or folder that could not be read. None of its data is stored.</summary>
/// <param name="File">The file or folder, relative to the imported folder, with forward slashes.</param>
/// <param name="Message">The error, and what is expected.</param>
public sealed record FileFailure(string File, string Message);
