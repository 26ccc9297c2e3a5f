namespace AutoCrm.Identity;

/// <summary>The number of records per city and name.</summary>
internal sealed class NameFrequencies
{
    private readonly ulong[] keys;

    public NameFrequencies(IEnumerable<MatchFeatures> features)
    {
        keys = [.. features.Select(KeyOf).Where(key => key != 0)];
        Array.Sort(keys);
    }

    /// <summary>Whether the name shared by two records is common in the city of either.</summary>
    public bool IsCommon(in MatchFeatures left, in MatchFeatures right) => IsCommon(KeyOf(left)) || IsCommon(KeyOf(right));

    private static ulong KeyOf(MatchFeatures record) => MatchFeatures.Combine(record.Name, record.City);

    private bool IsCommon(ulong key)
    {
        if (key == 0)
        {
            return false;
        }

        var any = Array.BinarySearch(keys, key);
        if (any < 0)
        {
            return false;
        }

        var first = any;
        while (first > 0 && keys[first - 1] == key)
        {
            first--;
        }

        var beyond = first + DeterministicRules.CommonName;
        return beyond < keys.Length && keys[beyond] == key;
    }
}
