using Microsoft.Playwright;
using Trasa.EndToEnd.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Trasa.EndToEnd.Tests;

/// <summary>
/// Guards the browser script, whichever package it came from: a click reaches the server, and a dropped connection is
/// told. Read a failure of the first as: nothing on any page works.
/// </summary>
public sealed class CircuitTests(TrasaInBrowser host)
{
    [Fact]
    public async Task Click_reaches_the_server_and_its_answer_the_page()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Ana Popescu");
        await visit.GoAsync("/records/company/new");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(visit.Page.Locator("#field-name-problem")).ToBeVisibleAsync();
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task Record_is_created_searched_and_found()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Maria Ionescu");
        await visit.GoAsync("/records/company/new");

        await visit.Page.GetByLabel("Name").FillAsync("Harbour Lights Ltd");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Harbour Lights Ltd" })).ToBeVisibleAsync();
        await visit.GoAsync("/records/company");
        await visit.Page.GetByPlaceholder("Search in companies").FillAsync("harbour");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task Keyboard_leads_to_the_places_of_the_navigation()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Maria Ionescu");
        await visit.GoAsync("/");

        await visit.Page.Keyboard.PressAsync("g");
        await visit.Page.Keyboard.PressAsync("c");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Cases", Level = 1 })).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("?");

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Theme_is_kept_without_a_flash()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Ana Popescu");
        await visit.GoAsync("/");

        await visit.Page.GetByLabel("Theme").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await visit.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded });

        Assert.Equal("dark", await visit.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
    }

    [Fact]
    public async Task Phone_has_the_navigation_behind_a_button()
    {
        await using var visit = await host.OpenAsync(width: 390);
        await visit.SignInAsync("Ana Popescu");
        await visit.GoAsync("/records/company");

        Assert.Equal(390, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Cases" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Cases", Level = 1 })).ToBeVisibleAsync();
    }
}
