using AutoCrm.Assessment;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Tests.Timeline;
using AutoCrm.Timeline;
using AutoCrm.Value;
using CsCheck;

namespace AutoCrm.Tests.Assessment;

public sealed class AssessmentSpoolTests
{
    private static readonly CustomerAssessor Assessor = new(
        new LifecycleAssessor(LifecycleDefinition.Automotive),
        new RfmMeasure(Currency.Of("CNY"), new NoExchangeRates()),
        new ValueAssessor(new MarginMultipleModel(), Currency.Of("CNY"), new NoExchangeRates()),
        [new Newest()]);

    [Fact]
    public void What_is_spooled_comes_back_as_it_was() => Histories.Events.Array[0, 5].Sample(lives =>
    {
        var asOf = Life.On("2023-01-01");
        var assessments = lives.Select(events => Assessor.Assess(CustomerHistory.Of(Life.Customer, asOf, events, asOf), asOf)).ToArray();
        using var spool = new AssessmentSpool();
        foreach (var assessment in assessments)
        {
            spool.Write(assessment);
        }

        return spool.ReadAll().Select(SnapshotJson.Write).SequenceEqual(assessments.Select(SnapshotJson.Write));
    });

    [Fact]
    public void A_snapshot_survives_its_json() => Histories.Events.Sample(events =>
    {
        var asOf = Life.On("2023-01-01");
        var written = SnapshotJson.Write(Assessor.Assess(CustomerHistory.Of(Life.Customer, asOf, events, asOf), asOf));
        return SnapshotJson.Write(SnapshotJson.Read<CustomerAssessment>(written)) == written;
    });

    private sealed class Newest : IAssessor
    {
        public string Name => "newest";

        public Finding? Assess(AssessmentBasis basis) => basis.History.Events.Count == 0
            ? null
            : new Finding(Name, basis.History.Events[^1].Kind.Code, basis.History.Events.Count % 2 == 0 ? null : 1.5m, [Reason.Create("newest", ["a:1"])]);
    }
}
