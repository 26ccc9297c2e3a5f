namespace AutoCrm.Identity;

/// <summary>
/// A list that grows by blocks of fixed size. Unlike an array that doubles, it never overallocates by more than one block, which matters when a
/// whole base is held in memory.
/// </summary>
internal sealed class Chunks<T>
{
    private const int Bits = 16;
    private const int Size = 1 << Bits;

    private readonly List<T[]> blocks = [];

    public int Count { get; private set; }

    public ref readonly T this[int index] => ref blocks[index >> Bits][index & (Size - 1)];

    public void Add(T item)
    {
        if (Count >> Bits == blocks.Count)
        {
            blocks.Add(new T[Size]);
        }

        blocks[Count >> Bits][Count & (Size - 1)] = item;
        Count++;
    }

    /// <summary>Returns the index of an item by binary search, or a negative number if there is none.</summary>
    /// <param name="compare">Compares an item with the one sought; the items are in that order.</param>
    public int Find(Func<T, int> compare)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var difference = compare(this[middle]);
            if (difference == 0)
            {
                return middle;
            }

            (low, high) = difference < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
