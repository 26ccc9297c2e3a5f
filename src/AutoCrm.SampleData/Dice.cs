namespace AutoCrm.SampleData;

/// <summary>
/// A reproducible random generator: SplitMix64 (Steele, Lea and Flood 2014). Unlike <see cref="Random"/> it produces the same numbers on
/// every version of the platform.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Reseeds for item <paramref name="number"/>.</summary>
    public void Reseed(ulong seed, ulong number)
    {
        state = seed;
        state = Next() + (number * 0xD1342543DE82EF95);
        Next();
    }

    /// <summary>Returns an integer from <paramref name="from"/>, inclusive, to <paramref name="to"/>, exclusive.</summary>
    public int Number(int from, int to) => from + (int)(((UInt128)Next() * (ulong)(to - from)) >> 64);

    /// <summary>Returns a number from 0, inclusive, to 1, exclusive.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => NextDouble() < probability;

    public T Pick<T>(T[] list) => list[Number(0, list.Length)];

    /// <summary>Picks from a list, the first items much more often than the last.</summary>
    public T PickEarly<T>(T[] list)
    {
        var share = NextDouble();
        return list[(int)(share * share * list.Length)];
    }

    /// <summary>
    /// Returns a factor of at least 1 with a heavy tail: Pareto with exponent 4/3, truncated at <paramref name="most"/>. Only square roots are taken,
    /// as they are exact on every machine.
    /// </summary>
    public double HeavyTail(double most)
    {
        var root = Math.Sqrt(1.0 - NextDouble());
        return Math.Min(most, 1.0 / (root * Math.Sqrt(root)));
    }
}
