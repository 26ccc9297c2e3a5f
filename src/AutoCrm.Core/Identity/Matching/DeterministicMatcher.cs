using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>
/// Matches by fixed rules: the same name together with the same e-mail address, phone, birth date and place, or vehicle. All rules
/// require the same name, so records are compared only within groups that share a name and one more field.
/// </summary>
public sealed class DeterministicMatcher : ICustomerMatcher
{
    private static readonly Period VehicleSightingsApart = Period.FromMonths(12);

    /// <inheritdoc/>
    public string Name => "deterministic/1";

    /// <inheritdoc/>
    public async IAsyncEnumerable<MatchEvidence> MatchAsync(
        IAsyncEnumerable<SourceRecord> records,
        IAsyncEnumerable<VehicleSighting> sightings,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var features = new Chunks<MatchFeatures>();
        await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            features.Add(MatchFeatures.Of(record));
        }

        var names = new NameFrequencies(Enumerable.Range(0, features.Count).Select(record => features[record]));
        foreach (var block in BlocksOf(features))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var evidence in Compare(block, features, names))
            {
                yield return evidence;
            }
        }

        await foreach (var evidence in MatchVehiclesAsync(features, sightings, cancellationToken).ConfigureAwait(false))
        {
            yield return evidence;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<MatchEvidence> Match(SourceRecord record, IReadOnlyList<SourceRecord> candidates)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(candidates);
        var own = MatchFeatures.Of(record);
        var others = candidates.Where(candidate => candidate.Source != record.Source).Select(MatchFeatures.Of).ToList();
        var names = new NameFrequencies([.. others, own]);
        var found = new List<MatchEvidence>();
        foreach (var other in others)
        {
            if (DeterministicRules.Find(own, other, () => names.IsCommon(own, other)) is { } rule)
            {
                found.Add(new MatchEvidence(own.Source, other.Source, 1, rule));
            }
        }

        return found;
    }

    /// <summary>The groups of records, as indexes, that share a name and one more field.</summary>
    private static IEnumerable<List<int>> BlocksOf(Chunks<MatchFeatures> features)
    {
        var blocks = new Blocks(features);
        return blocks.By(record => record.Email)
            // The first phone of one record may be the second phone of another, so both form one kind of group.
            .Concat(blocks.By(record => record.Phone, record => record.OtherPhone))
            .Concat(blocks.By(record => record.Kind == CustomerKind.Organization ? record.Street : 0))
            .Concat(blocks.By(record => Born(record, record.City)))
            .Concat(blocks.By(record => Born(record, record.PostalCode)))
            .Concat(blocks.By(record => Born(record, record.Street)));
    }

    private static ulong Born(in MatchFeatures record, ulong place) =>
        record.HasBirthDate ? MatchFeatures.Combine((ulong)(record.BirthDay + 1L), place) : 0;

    /// <summary>
    /// Compares the records of a group. Records with equal features are chained, and only one of each equivalence class is compared
    /// with the others, so that the cost of a large group is not quadratic in its size.
    /// </summary>
    private static IEnumerable<MatchEvidence> Compare(List<int> group, Chunks<MatchFeatures> features, NameFrequencies names)
    {
        var equivalenceClasses = new Dictionary<MatchFeatures, int>();
        foreach (var record in group)
        {
            ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(equivalenceClasses, features[record].WithoutSource(), out var known);
            if (!known)
            {
                first = record;
            }
            else if (Evidence(features[first], features[record], names) is { } evidence)
            {
                yield return evidence;
            }
        }

        var kinds = equivalenceClasses.Values.ToArray();
        for (var left = 0; left < kinds.Length; left++)
        {
            for (var right = left + 1; right < kinds.Length; right++)
            {
                if (Evidence(features[kinds[left]], features[kinds[right]], names) is { } evidence)
                {
                    yield return evidence;
                }
            }
        }
    }

    private static MatchEvidence? Evidence(MatchFeatures left, MatchFeatures right, NameFrequencies names) =>
        DeterministicRules.Find(left, right, () => names.IsCommon(left, right)) is { } rule
            ? new MatchEvidence(left.Source, right.Source, 1, rule)
            : null;

    private static async IAsyncEnumerable<MatchEvidence> MatchVehiclesAsync(
        Chunks<MatchFeatures> features, IAsyncEnumerable<VehicleSighting> sightings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ofVehicle = new List<VehicleSighting>();
        await foreach (var sighting in sightings.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (ofVehicle.Count > 0 && ofVehicle[0].Vehicle != sighting.Vehicle)
            {
                foreach (var evidence in CompareSightings(ofVehicle, features))
                {
                    yield return evidence;
                }

                ofVehicle.Clear();
            }

            ofVehicle.Add(sighting);
        }

        foreach (var evidence in CompareSightings(ofVehicle, features))
        {
            yield return evidence;
        }
    }

    private static IEnumerable<MatchEvidence> CompareSightings(List<VehicleSighting> sightings, Chunks<MatchFeatures> features)
    {
        var byRecord = sightings
            .GroupBy(sighting => sighting.Record, sighting => sighting.At)
            .Select(times => (Place: features.Find(record => record.Source.CompareTo(times.Key)), Times: times.Order().ToArray()))
            .Where(seen => seen.Place >= 0)
            .Select(seen => (Record: features[seen.Place], seen.Times))
            .ToArray();
        for (var left = 0; left < byRecord.Length; left++)
        {
            for (var right = left + 1; right < byRecord.Length; right++)
            {
                if (DeterministicRules.MayBeSame(byRecord[left].Record, byRecord[right].Record)
                    && AreClose(byRecord[left].Times, byRecord[right].Times))
                {
                    yield return new MatchEvidence(
                        byRecord[left].Record.Source, byRecord[right].Record.Source, 1, DeterministicRules.SameVehicle);
                }
            }
        }
    }

    private static bool AreClose(Instant[] left, Instant[] right)
    {
        for (int l = 0, r = 0; l < left.Length && r < right.Length;)
        {
            var (earlier, later) = left[l] <= right[r] ? (left[l], right[r]) : (right[r], left[l]);
            if (later < earlier.InUtc().LocalDateTime.Plus(VehicleSightingsApart).InUtc().ToInstant())
            {
                return true;
            }

            if (left[l] <= right[r])
            {
                l++;
            }
            else
            {
                r++;
            }
        }

        return false;
    }
}
