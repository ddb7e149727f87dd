package baton.e2e;

import baton.testbed.Place;
import com.microsoft.playwright.BrowserContext;

/** One test's people at screens: customers, agents and supervisors of its {@link Scene}, in a real browser. */
final class People {

    private final Browsers browsers;
    private final Scene scene;

    People(Browsers browsers, Scene scene) {
        this.browsers = browsers;
        this.scene = scene;
    }

    Scene scene() {
        return scene;
    }

    Place place() {
        return scene.place();
    }

    /** Somebody at a usual screen. */
    BrowserContext somebody() {
        return browsers.person(1280, 800);
    }

    /** Somebody with a telephone's screen. */
    BrowserContext pocket() {
        return browsers.person(390, 844);
    }

    BrowserContext somebody(int width, int height) {
        return browsers.person(width, height);
    }

    /** A customer whom nobody knows yet. */
    ChatPage customer() {
        return customer(somebody());
    }

    ChatPage customer(BrowserContext person) {
        return ChatPage.open(person, place(), scene.company());
    }

    /** An agent who has signed in, and is not available yet. */
    DeskPage desk(BrowserContext person, String agent) {
        return DeskPage.signIn(person, place(), scene.company().id(), agent);
    }

    /** An agent who is available. */
    DeskPage agent(String agent) {
        return agent(somebody(), agent);
    }

    DeskPage agent(BrowserContext person, String agent) {
        var desk = desk(person, agent);
        desk.goAvailable();
        return desk;
    }

    /** A supervisor who sees the wall. */
    WallPage supervisor() {
        return supervisor(somebody());
    }

    WallPage supervisor(BrowserContext person) {
        return WallPage.signIn(person, place(), scene.company().id(), Company.SUPERVISOR);
    }
}
