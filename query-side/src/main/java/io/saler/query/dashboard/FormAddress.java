package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where forms are sent to is no page. Who comes there by a link, as after signing in again or by asking once more for a
 * page that a form was answered with, is led to the page that has the form.
 */
@Controller
class FormAddress {

    @GetMapping({
        SagaListPage.PATH + "/{id}/{action}",
        ProjectionPages.PATH + "/{id}/{action}",
        DeadLetterPage.PATH + "/{action}"
    })
    String ofOne(@RequestParam(required = false) boolean undone, HttpServletRequest request) {
        String address = request.getRequestURI();
        return leadTo(address.substring(0, address.lastIndexOf('/')), undone);
    }

    @GetMapping(DeadLetterPage.PATH + "/{id}/{action}")
    String ofDeadLetter(@RequestParam(required = false) boolean undone) {
        return leadTo(DeadLetterPage.PATH, undone);
    }

    /** What had been chosen was in the form. */
    @GetMapping(path = SagaBatchPage.PATH, params = "!action")
    String ofAll(@RequestParam(required = false) boolean undone) {
        return leadTo(SagaListPage.PATH, undone);
    }

    private static String leadTo(String page, boolean undone) {
        return "redirect:" + page + (undone ? "?" + BrowserPaths.UNDONE + "=true" : "");
    }
}
