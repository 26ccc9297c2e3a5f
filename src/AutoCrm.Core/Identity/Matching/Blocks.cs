namespace AutoCrm.Identity;

/// <summary>
/// Groups the records of a base by name and one more field, by sorting. One pair of arrays is reused for all groupings, as the base may
/// be large.
/// </summary>
internal sealed class Blocks(Chunks<MatchFeatures> features)
{
    private ulong[] keys = [];
    private int[] records = [];

    /// <summary>Returns the groups of two or more records, as indexes, that share their name and the value of one of these fields.</summary>
    /// <param name="fields">The fields; 0 where a record has no value. A value is compared across all fields.</param>
    public IEnumerable<List<int>> By(params IReadOnlyList<Func<MatchFeatures, ulong>> fields)
    {
        var count = Fill(fields);
        Array.Sort(keys, records, 0, count);
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                var group = records[start..end].Distinct().Order().ToList();
                if (group.Count > 1)
                {
                    yield return group;
                }
            }

            start = end;
        }
    }

    private int Fill(IReadOnlyList<Func<MatchFeatures, ulong>> fields)
    {
        if (keys.Length < features.Count * fields.Count)
        {
            keys = new ulong[features.Count * fields.Count];
            records = new int[keys.Length];
        }

        var count = 0;
        for (var record = 0; record < features.Count; record++)
        {
            foreach (var field in fields)
            {
                var key = MatchFeatures.Combine(features[record].Name, field(features[record]));
                if (key != 0)
                {
                    (keys[count], records[count]) = (key, record);
                    count++;
                }
            }
        }

        return count;
    }
}
