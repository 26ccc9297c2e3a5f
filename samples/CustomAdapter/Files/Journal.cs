using System.Text.Json;

namespace CustomAdapter.Files;

/// <summary>
/// Makes many files change as one. What a commit changes is first written to <c>commit.json</c>; the renaming that gives the file its
/// name is the instant of the commit. Then the files are changed one by one and the journal is removed. Whoever finds a journal
/// finishes it, which may be done any number of times. Before the renaming nothing has happened; after it everything has.
/// </summary>
internal sealed class Journal(string folder)
{
    private const string Unfinished = ".tmp";

    private string Path => System.IO.Path.Combine(folder, "commit.json");

    /// <summary>Decides a commit: from here on it survives a crash.</summary>
    /// <param name="changes">The text of each file, by its path within the folder; <see langword="null"/> removes the file.</param>
    public void Decide(IReadOnlyDictionary<string, string?> changes) => Replace(Path, JsonSerializer.Serialize(changes));

    /// <summary>Carries out what was decided, if anything is left to do.</summary>
    public void Finish()
    {
        File.Delete(Path + Unfinished);
        if (!File.Exists(Path))
        {
            return;
        }

        foreach (var (name, text) in JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllText(Path))!)
        {
            var file = System.IO.Path.Combine(folder, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            if (text is null)
            {
                File.Delete(file);
            }
            else
            {
                Replace(file, text);
            }
        }

        File.Delete(Path);
    }

    /// <summary>A file has its old text or its new one, never a part: the text is on the disk before the file gets its name.</summary>
    private static void Replace(string file, string text)
    {
        using (var stream = new FileStream(file + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + Unfinished, file, overwrite: true);
    }
}
