package io.saler.axonserver.processor;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Has this node's {@link Steward} look at once, for something is wanted. Other nodes' look when it is their time. */
final class StewardCall {

    private volatile Runnable answer = () -> {};

    /** As soon as what is wanted is committed. */
    void onceCommitted() {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().afterCommit(committed -> answer.run());
        } else {
            answer.run();
        }
    }

    /** @param look is to return at once */
    void answerBy(Runnable look) {
        answer = look;
    }
}
