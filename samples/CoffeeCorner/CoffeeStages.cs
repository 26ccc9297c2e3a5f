using AutoCrm.Lifecycle;

namespace CoffeeCorner;

/// <summary>The stages of the coffee corner.</summary>
public static class CoffeeStages
{
    /// <summary>Comes for coffee, and has shown no interest in a car (咖啡常客).</summary>
    public static Stage Regular { get; } = new("CoffeeRegular");
}
