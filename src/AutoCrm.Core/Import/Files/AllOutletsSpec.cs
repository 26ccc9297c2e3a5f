using Ardalis.Specification;
using AutoCrm.Network;

namespace AutoCrm.Import;

/// <summary>Every outlet, whose code a row may name.</summary>
internal sealed class AllOutletsSpec : Specification<Outlet>;
