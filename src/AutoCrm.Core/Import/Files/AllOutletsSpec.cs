using Ardalis.Specification;
using AutoCrm.Network;

namespace AutoCrm.Import;

/// <summary>Selects all outlets.</summary>
internal sealed class AllOutletsSpec : Specification<Outlet>;
