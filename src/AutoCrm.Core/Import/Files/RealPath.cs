namespace AutoCrm.Import;

/// <summary>Resolves the links of a path.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>Returns the path without links.</summary>
    /// <param name="path">A path from the root.</param>
    /// <exception cref="IOException">Links lead in a circle, to nothing, or to what may not be read.</exception>
    public static string Resolve(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var current = root;
        var pending = new Stack<string>(Parts(path[root.Length..]));
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? root;
                continue;
            }

            var next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"'{path}' leads in a circle.");
            }

            if (Path.IsPathRooted(target))
            {
                current = root = Path.GetPathRoot(target)!;
                target = target[root.Length..];
            }

            foreach (var above in Parts(target))
            {
                pending.Push(above);
            }
        }

        return Path.Exists(current) ? current : throw new FileNotFoundException($"'{current}' does not exist or may not be read.");
    }

    /// <summary>The parts of a path, the last one first.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse();
}
