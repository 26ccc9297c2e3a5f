using AutoCrm.Network;
using AutoCrm.SharedKernel.Specifications;

namespace AutoCrm.Import;

/// <summary>Selects all outlets.</summary>
internal sealed class AllOutletsSpec : Specification<Outlet>;
