using Ardalis.Specification;
using AutoCrm.Customers;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IRepository{T}"/> and <see cref="IReadRepository{T}"/> promises.</summary>
public abstract class RepositoryConformance : StoreConformance
{
    [Fact]
    public async Task An_unknown_id_gives_nothing() =>
        Assert.Null(await InScopeAsync(scope => scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation)));

    [Fact]
    public async Task A_customer_comes_back_whole()
    {
        var customer = WholeCustomer();
        await AddAsync(customer);

        var read = await ReadAsync(customer.Id);

        Assert.NotNull(read);
        Assert.Equal(CustomerKind.Organization, read.Kind);
        Assert.Equal(customer.Name, read.Name);
        Assert.Equal(customer.BirthDate, read.BirthDate);
        Assert.Equal(customer.Gender, read.Gender);
        Assert.Equal(customer.Language, read.Language);
        Assert.Equal(customer.Address, read.Address);
        Assert.Equal(customer.Outlet, read.Outlet);
        Assert.Equal(customer.ContactPoints, read.ContactPoints);
        Assert.Equal(customer.Consents, read.Consents);
        Assert.Equal(customer.Preferences, read.Preferences);
        Assert.Equal(customer.Household, read.Household);
        Assert.Equal(customer.Parent, read.Parent);
        Assert.Equal(customer.KeyAccount, read.KeyAccount);
        Assert.Equal(customer.Origins.OrderBy(origin => origin.Key), read.Origins.OrderBy(origin => origin.Key));
        Assert.Null(read.MergedInto);
        Assert.Null(read.Erasure);
    }

    [Fact]
    public async Task Text_that_no_store_gives_back_is_refused()
    {
        var household = new Household(Id<Household>.New(Sample.Start), $"Wang{(char)0xD800}");

        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => AddAsync(household));

        Assert.Contains("holds U+D800", refused.Message, StringComparison.Ordinal);
        Assert.Null(await InScopeAsync(scope => scope.Repository<Household>().GetByIdAsync(household.Id, Cancellation)));
        var emoji = new Household(Id<Household>.New(Sample.Start), "Wang 😀");
        await AddAsync(emoji);
        Assert.Equal("Wang 😀", (await InScopeAsync(scope => scope.Repository<Household>().GetByIdAsync(emoji.Id, Cancellation)))!.Name);
    }

    [Fact]
    public async Task A_customer_of_whom_nothing_is_known_comes_back_so()
    {
        await AddAsync(new Customer(Sample.CustomerId(1), CustomerKind.Person));

        var read = await ReadAsync(Sample.CustomerId(1));

        Assert.NotNull(read);
        Assert.Null(read.Name);
        Assert.Null(read.Address);
        Assert.Null(read.KeyAccount);
        Assert.Empty(read.ContactPoints);
        Assert.Empty(read.Origins);
    }

    [Fact]
    public async Task A_vehicle_comes_back_whole()
    {
        var vehicle = new Vehicle(Sample.Vin);
        vehicle.AssignLicencePlate(new LicencePlate("沪A·12345"));
        vehicle.TransferOwnership(Sample.Ref("A"), Sample.Day(1));
        vehicle.TransferOwnership(Sample.Ref("B"), Sample.Day(90));
        vehicle.RecordOdometer(Sample.Day(5), 100);
        vehicle.RecordOdometer(Sample.Day(3), 200);
        await AddAsync(vehicle);

        var read = await InScopeAsync(scope => scope.Repository<Vehicle>().GetByIdAsync(vehicle.Id, Cancellation));

        Assert.NotNull(read);
        Assert.Equal(vehicle.Vin, read.Vin);
        Assert.Equal(vehicle.Plate?.Text, read.Plate?.Text);
        Assert.Equal(vehicle.Ownership, read.Ownership);
        Assert.Equal(vehicle.Odometer, read.Odometer);
    }

    [Fact]
    public async Task An_outlet_comes_back_whole()
    {
        var outlet = new Outlet(new OutletCode("D-001"), "浦东店", OutletKind.Dealer, DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);
        outlet.SetParent(new OutletCode("HQ"));
        outlet.SetRegion("East");
        outlet.SetCalendar(new BusinessCalendar([IsoDayOfWeek.Monday], new LocalTime(8, 30), new LocalTime(17, 0), [new LocalDate(2026, 10, 1)]));
        await AddAsync(outlet);

        var read = await InScopeAsync(scope => scope.Repository<Outlet>().GetByIdAsync(outlet.Id, Cancellation));

        Assert.NotNull(read);
        Assert.Equal((outlet.Code, outlet.Name, outlet.Kind, outlet.TimeZone), (read.Code, read.Name, read.Kind, read.TimeZone));
        Assert.Equal((outlet.Parent, outlet.Region), (read.Parent, read.Region));
        Assert.Equal(outlet.Calendar.OpenOn, read.Calendar.OpenOn);
        Assert.Equal((outlet.Calendar.From, outlet.Calendar.To), (read.Calendar.From, read.Calendar.To));
        Assert.Equal(outlet.Calendar.Holidays, read.Calendar.Holidays);
    }

    [Fact]
    public async Task A_household_comes_back_whole()
    {
        var household = new Household(Id<Household>.New(Sample.Start), "王家");
        household.MoveTo(new PostalAddress(null, "Shanghai", null, "CN"));
        await AddAsync(household);

        var read = await InScopeAsync(scope => scope.Repository<Household>().GetByIdAsync(household.Id, Cancellation));

        Assert.NotNull(read);
        Assert.Equal((household.Name, household.Address), (read.Name, read.Address));
    }

    [Fact]
    public async Task What_is_changed_without_a_commit_is_never_seen()
    {
        await AddAsync(WholeCustomer());
        await InScopeAsync(async scope =>
        {
            var customer = await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation);
            customer!.AddContactPoint(ContactPoint.Email("other@example.com"));
            customer.GrantConsent(new Consent
            {
                Purpose = "marketing", Channel = "email", Basis = LegalBasis.Consent, GivenAt = Sample.Day(9), Evidence = "form 9",
            });
            await scope.Repository<Customer>().UpdateAsync(customer, Cancellation);
        });

        var read = await ReadAsync(Sample.CustomerId(1));

        Assert.Equal(WholeCustomer().Consents, read!.Consents);
        Assert.Equal(WholeCustomer().ContactPoints, read.ContactPoints);
    }

    [Fact]
    public async Task A_change_is_stored_with_its_lists_in_their_order()
    {
        await AddAsync(WholeCustomer());
        await ChangeAsync(customer =>
        {
            customer.AddContactPoint(customer.ContactPoints[0] with { Purpose = "work" });
            customer.AddContactPoint(ContactPoint.Email("second@example.com") with { IsPreferred = true });
            customer.WithdrawConsent("marketing", null, Sample.Day(8));
            customer.AssignKeyAccount(null);
            customer.AssignHousehold(null);
        });

        var expected = WholeCustomer();
        expected.AddContactPoint(expected.ContactPoints[0] with { Purpose = "work" });
        expected.AddContactPoint(ContactPoint.Email("second@example.com") with { IsPreferred = true });
        var read = await ReadAsync(Sample.CustomerId(1));
        Assert.Equal(expected.ContactPoints, read!.ContactPoints);
        Assert.Equal(Sample.Day(8), Assert.Single(read.Consents).WithdrawnAt);
        Assert.Null(read.KeyAccount);
        Assert.Null(read.Household);
    }

    [Fact]
    public async Task The_version_counts_how_often_it_was_stored()
    {
        var customer = WholeCustomer();
        Assert.Equal(0, customer.Version);
        await AddAsync(customer);
        Assert.Equal(1, customer.Version);

        await ChangeAsync(changed => changed.AssignHousehold(null));

        Assert.Equal(2, (await ReadAsync(customer.Id))!.Version);
    }

    [Fact]
    public async Task One_instance_can_be_changed_and_committed_again_and_again()
    {
        await InScopeAsync(async scope =>
        {
            var customer = new Customer(Sample.CustomerId(1), CustomerKind.Person);
            await scope.Repository<Customer>().AddAsync(customer, Cancellation);
            await scope.CommitAsync(Cancellation);
            customer.SetParent(Sample.CustomerId(2));
            await scope.Repository<Customer>().UpdateAsync(customer, Cancellation);
            await scope.CommitAsync(Cancellation);
            customer.SetParent(Sample.CustomerId(3));
            await scope.Repository<Customer>().UpdateAsync(customer, Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        var read = await ReadAsync(Sample.CustomerId(1));
        Assert.Equal((Sample.CustomerId(3), 3), (read!.Parent, read.Version));
    }

    [Fact]
    public async Task A_deleted_aggregate_is_gone()
    {
        var id = Id<SampleCase>.Derive(Sample.Ref("case"), Sample.Day(0));
        await InScopeAsync(async scope =>
        {
            await scope.Repository<SampleCase>().AddAsync(new SampleCase(id, "C-1"), Cancellation);
            await scope.CommitAsync(Cancellation);
        });
        await InScopeAsync(async scope =>
        {
            var found = await scope.Repository<SampleCase>().GetByIdAsync(id, Cancellation);
            await scope.Repository<SampleCase>().DeleteAsync(found!, Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        Assert.Null(await InScopeAsync(scope => scope.Repository<SampleCase>().GetByIdAsync(id, Cancellation)));
        Assert.False(await InScopeAsync(scope => scope.ReadRepository<SampleCase>().AnyAsync(new SampleCasesByNumberSpec("C-1"), Cancellation)));
    }

    [Fact]
    public async Task A_customer_cannot_be_deleted_by_hand()
    {
        await AddAsync(WholeCustomer());
        await InScopeAsync(async scope =>
        {
            var customer = await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation);

            var refused = await Assert.ThrowsAsync<DomainException>(() => scope.Repository<Customer>().DeleteAsync(customer!, Cancellation));

            Assert.Equal("customers-are-kept", refused.Rule);
        });
    }

    [Fact]
    public async Task Customers_are_found_by_phone_and_email_in_the_order_of_their_ids()
    {
        await AddAsync(Reachable(2, "+8613800001234", "b@example.com"));
        await AddAsync(Reachable(1, "+8613800001234", "a@example.com"));
        await AddAsync(Reachable(3, "+8613800009999", "+8613800001234"));
        await AddAsync(Customer.Restore(Reachable(4, "+8613800001234", "a@example.com").ToState() with { MergedInto = Sample.CustomerId(1) }));

        await InScopeAsync(async scope =>
        {
            var customers = scope.ReadRepository<Customer>();
            var byPhone = await customers.ListAsync(new CustomersByPhoneSpec("+8613800001234"), Cancellation);
            Assert.Equal([Sample.CustomerId(1), Sample.CustomerId(2)], byPhone.Select(customer => customer.Id));
            Assert.Equal(2, byPhone[0].ContactPoints.Count);
            Assert.Equal(Sample.CustomerId(1), (await customers.FirstOrDefaultAsync(new CustomersByPhoneSpec("+8613800001234"), Cancellation))!.Id);
            Assert.Equal(1, await customers.CountAsync(new CustomersByEmailSpec("a@example.com"), Cancellation));
            Assert.False(await customers.AnyAsync(new CustomersByEmailSpec("nobody@example.com"), Cancellation));
        });
    }

    [Fact]
    public async Task Members_of_a_household_and_key_accounts_are_found()
    {
        await AddAsync(WholeCustomer());
        await AddAsync(new Customer(Sample.CustomerId(7), CustomerKind.Person));

        await InScopeAsync(async scope =>
        {
            var customers = scope.ReadRepository<Customer>();
            Assert.Single(await customers.ListAsync(new HouseholdMembersSpec(WholeCustomer().Household!.Value), Cancellation));
            Assert.Equal(Sample.CustomerId(1), Assert.Single(await customers.ListAsync(new KeyAccountsSpec(), Cancellation)).Id);
        });
    }

    [Fact]
    public async Task A_specification_orders_skips_takes_and_selects()
    {
        for (var number = 1; number <= 5; number++)
        {
            await AddAsync(new Customer(Sample.CustomerId(number), number == 3 ? CustomerKind.Organization : CustomerKind.Person));
        }

        await InScopeAsync(async scope =>
        {
            var customers = scope.ReadRepository<Customer>();
            var page = await customers.ListAsync(new PersonsPageSpec(skip: 1, take: 2), Cancellation);
            Assert.Equal([Sample.CustomerId(4), Sample.CustomerId(2)], page.Select(customer => customer.Id));
            Assert.Equal(4, await customers.CountAsync(new PersonsPageSpec(skip: 1, take: 2), Cancellation));
            Assert.Equal(
                [Sample.CustomerId(4), Sample.CustomerId(2)], await customers.ListAsync<Id<Customer>>(new PersonIdsPageSpec(skip: 1, take: 2), Cancellation));
        });
    }

    private static Customer WholeCustomer()
    {
        var customer = new Customer(Sample.CustomerId(1), CustomerKind.Person);
        customer.ApplyGoldenRecord(new GoldenRecord
        {
            Kind = CustomerKind.Organization,
            Name = new CustomerName("王小明", "王", "小明"),
            BirthDate = new LocalDate(1980, 2, 29),
            Gender = Gender.Other,
            Language = "zh-CN",
            Address = new PostalAddress("南京路 1", "上海", "200000", "CN"),
            Outlet = new OutletCode("D-001"),
            ContactPoints =
            [
                ContactPoint.Phone("13800001234", "CN") with { Source = Sample.Ref("A"), IsPreferred = true },
                ContactPoint.Email("Wang@Example.com") with { Source = Sample.Ref("B"), Purpose = "private", VerifiedAt = Sample.Day(2) },
            ],
            Origins = new Dictionary<string, SourceRef> { ["name"] = Sample.Ref("A"), ["email"] = new SourceRef("web", "x:y") },
        });
        customer.GrantConsent(new Consent
        {
            Purpose = "marketing", Channel = "email", Basis = LegalBasis.Consent, GivenAt = Sample.Day(1), Evidence = "form 12",
        });
        customer.SetPreferences([new("colour", "blue")]);
        customer.AssignHousehold(Id<Household>.Derive(Sample.Ref("house"), Sample.Start));
        customer.SetParent(Sample.CustomerId(5));
        customer.AssignKeyAccount(new KeyAccount("li.lei", 40, "renew half of the fleet"));
        return customer;
    }

    private static Customer Reachable(int number, string phone, string email)
    {
        var customer = new Customer(Sample.CustomerId(number), CustomerKind.Person);
        customer.AddContactPoint(new ContactPoint { Kind = ContactPointKind.Phone, Value = phone, RawValue = phone, IsValid = true });
        customer.AddContactPoint(new ContactPoint { Kind = ContactPointKind.Email, Value = email, RawValue = email, IsValid = true });
        return customer;
    }

    private Task AddAsync<T>(T aggregate)
        where T : AggregateRoot => InScopeAsync(async scope =>
    {
        await scope.Repository<T>().AddAsync(aggregate, Cancellation);
        await scope.CommitAsync(Cancellation);
    });

    private Task<Customer?> ReadAsync(Id<Customer> id) => InScopeAsync(scope => scope.Repository<Customer>().GetByIdAsync(id, Cancellation));

    private Task ChangeAsync(Action<Customer> change) => InScopeAsync(async scope =>
    {
        var customer = await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(1), Cancellation);
        change(customer!);
        await scope.Repository<Customer>().UpdateAsync(customer!, Cancellation);
        await scope.CommitAsync(Cancellation);
    });

    private sealed class PersonsPageSpec : Specification<Customer>
    {
        public PersonsPageSpec(int skip, int take) => Query
            .Where(customer => customer.Kind == CustomerKind.Person)
            .OrderBy(customer => customer.Kind)
            .ThenByDescending(customer => customer.Id)
            .Skip(skip)
            .Take(take)
            .AsNoTracking();
    }

    private sealed class PersonIdsPageSpec : Specification<Customer, Id<Customer>>
    {
        public PersonIdsPageSpec(int skip, int take) => Query
            .Where(customer => customer.Kind == CustomerKind.Person)
            .OrderByDescending(customer => customer.Id)
            .Skip(skip)
            .Take(take)
            .Select(customer => customer.Id);
    }
}
