using System.Globalization;
using AutoCrm.SharedKernel;
using AutoCrm.SharedKernel.Specifications;

namespace AutoCrm.Tests.SharedKernel;

public sealed class SpecificationTests
{
    private static readonly Drink[] Menu = [new("tea", 4, "hot"), new("ale", 6, "cold"), new("cola", 4, "cold"), new("cocoa", 5, "hot")];

    [Fact]
    public void Nothing_stated_keeps_everything_as_it_comes()
    {
        var all = new Drinks(_ => { });

        Assert.Equal((-1, -1, false), (all.Skip, all.Take, all.AsNoTracking));
        Assert.Equal(Menu, all.Evaluate(Menu));
        Assert.Equal(Menu, SpecificationEvaluator.Default.GetQuery(Menu.AsQueryable(), all));
    }

    [Fact]
    public void Memory_and_a_query_answer_the_same_page()
    {
        var page = new Drinks(query => query
            .Where(drink => drink.Price < 6).OrderByDescending(drink => drink.Price).ThenBy(drink => drink.Name).Skip(1).Take(2).AsNoTracking());

        Assert.Equal(["cola", "tea"], Names(page));
        Assert.Equal(page.Evaluate(Menu), SpecificationEvaluator.Default.GetQuery(Menu.AsQueryable(), page));
        Assert.Equal(page.Evaluate(Menu), InMemorySpecificationEvaluator.Default.Evaluate(Menu, page));
        Assert.True(page.AsNoTracking);
    }

    [Fact]
    public void The_order_is_stated_key_by_key()
    {
        var ordered = new Drinks(query => query.OrderBy(drink => drink.Kind).ThenByDescending(drink => drink.Name));

        Assert.Equal([OrderTypeEnum.OrderBy, OrderTypeEnum.ThenByDescending], ordered.OrderExpressions.Select(key => key.OrderType));
        Assert.Equal(["cola", "ale", "tea", "cocoa"], Names(ordered));
    }

    [Fact]
    public void Values_of_the_domain_are_keys_in_memory()
    {
        Id<Drink>[] ids = [new(new Guid("00000000-0000-7000-8000-000000000002")), new(new Guid("00000000-0000-7000-8000-000000000001"))];
        SourceRef[] sources = [new("b", "1"), new("a", "2")];

        Assert.Equal(ids.Reverse(), ids.OrderBy(id => (object)id));
        Assert.Equal(sources.Reverse(), sources.OrderBy(source => (object)source));
        Assert.Throws<ArgumentException>(() => ((IComparable)ids[0]).CompareTo(sources[0]));
    }

    [Fact]
    public void Counting_wants_the_criteria_only()
    {
        var page = new Drinks(query => query.Where(drink => drink.Kind == "hot").OrderBy(drink => drink.Name).Skip(1).Take(0));

        Assert.Empty(page.Evaluate(Menu));
        Assert.Equal(["tea", "cocoa"], SpecificationEvaluator.Default.GetQuery(Menu.AsQueryable(), page, evaluateCriteriaOnly: true).Select(drink => drink.Name));
    }

    [Fact]
    public void An_object_satisfies_all_conditions_or_not()
    {
        var cheapAndCold = new Drinks(query => query.Where(drink => drink.Price < 5).Where(drink => drink.Kind == "cold").Take(0));

        Assert.Equal(["cola"], Menu.Where(cheapAndCold.IsSatisfiedBy).Select(drink => drink.Name));
    }

    [Fact]
    public void A_clause_whose_condition_fails_is_left_out()
    {
        var nothing = new Drinks(query => query
            .Where(drink => drink.Price > 99, false).Include(drink => drink.Kind, false).OrderBy(drink => drink.Price, false).Skip(1, false).Take(1, false).AsNoTracking(false));

        Assert.Empty(nothing.WhereExpressions);
        Assert.Empty(nothing.IncludeExpressions);
        Assert.Empty(nothing.OrderExpressions);
        Assert.Equal((-1, -1, false), (nothing.Skip, nothing.Take, nothing.AsNoTracking));
        Assert.Single(new Drinks(query => query.Include(drink => drink.Kind)).IncludeExpressions);
    }

    [Fact]
    public void A_key_left_out_takes_those_that_refine_it_along()
    {
        var begun = new Drinks(query => query.OrderBy(drink => drink.Price, false).ThenBy(drink => drink.Name));
        var refined = new Drinks(query => query.OrderBy(drink => drink.Price).ThenBy(drink => drink.Kind, false).ThenByDescending(drink => drink.Name));
        var begunAnew = new Drinks(query => query.OrderByDescending(drink => drink.Price, false).Take(9).OrderBy(drink => drink.Kind).ThenBy(drink => drink.Name));

        Assert.Empty(begun.OrderExpressions);
        Assert.Equal(["tea", "cola", "cocoa", "ale"], Names(refined));
        Assert.Equal(["ale", "cola", "cocoa", "tea"], Names(begunAnew));
    }

    [Fact]
    public void Skip_and_take_are_stated_once()
    {
        Assert.Throws<DuplicateSkipException>(() => new Drinks(query => query.Skip(0).Skip(1)));
        Assert.Throws<DuplicateTakeException>(() => new Drinks(query => query.Take(0).Take(1)));
        Assert.Equal((1, 2), (new Drinks(query => query.Skip(1).Skip(2, false)).Skip, new Drinks(query => query.Take(1, false).Take(2)).Take));
    }

    [Fact]
    public void An_order_begins_once()
    {
        var twice = new Drinks(query => query.OrderBy(drink => drink.Price).Take(1).OrderByDescending(drink => drink.Name));

        Assert.Throws<DuplicateOrderChainException>(() => twice.Evaluate(Menu));
        Assert.Throws<DuplicateOrderChainException>(() => SpecificationEvaluator.Default.GetQuery(Menu.AsQueryable(), twice));
    }

    [Fact]
    public void What_is_selected_is_stated_last()
    {
        var labels = new Labels(query => query
            .Where(drink => drink.Price > 4).Where(drink => drink.Price > 99, false).Include(drink => drink.Kind)
            .OrderBy(drink => drink.Price).ThenBy(drink => drink.Name).Skip(0).Take(5).AsNoTracking()
            .Select(drink => drink.Name + " " + drink.Price.ToString(CultureInfo.InvariantCulture)));

        Assert.Equal(["cocoa 5", "ale 6"], labels.Evaluate(Menu));
        Assert.Equal(["cocoa 5", "ale 6"], SpecificationEvaluator.Default.GetQuery(Menu.AsQueryable(), labels));
        Assert.Equal(["cocoa 5", "ale 6"], InMemorySpecificationEvaluator.Default.Evaluate(Menu, labels));
        Assert.Equal(["cocoa", "ale"], ((ISpecification<Drink>)labels).Evaluate(Menu).Select(drink => drink.Name));
    }

    [Fact]
    public void A_result_that_nothing_selects_is_refused()
    {
        var nothing = new Labels(query => query.OrderBy(drink => drink.Price, false).ThenByDescending(drink => drink.Name));

        Assert.Null(nothing.Selector);
        Assert.Throws<SelectorNotFoundException>(() => nothing.Evaluate(Menu));
        Assert.Throws<SelectorNotFoundException>(() => SpecificationEvaluator.Default.GetQuery(Menu.AsQueryable(), nothing));
    }

    private static IEnumerable<string> Names(Drinks drinks) => drinks.Evaluate(Menu).Select(drink => drink.Name);

    private sealed record Drink(string Name, int Price, string Kind);

    private sealed class Drinks : Specification<Drink>
    {
        public Drinks(Action<ISpecificationBuilder<Drink>> state) => state(Query);
    }

    private sealed class Labels : Specification<Drink, string>
    {
        public Labels(Action<ISpecificationBuilder<Drink, string>> state) => state(Query);
    }
}
